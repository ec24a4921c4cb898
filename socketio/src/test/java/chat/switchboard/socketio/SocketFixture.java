package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.CloseReason;
import chat.switchboard.socketio.engine.EngineOptions;
import chat.switchboard.socketio.raw.RawWebSocket;
import chat.switchboard.socketio.raw.TestServer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A Socket.IO server that lets everybody in and tells what happens.
final class SocketFixture implements AutoCloseable, SocketListener {
    record Event(Socket socket, String name, ArrayNode args, Ack ack) {}

    final BlockingQueue<Socket> connected = new LinkedBlockingQueue<>();
    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    final BlockingQueue<CloseReason> disconnected = new LinkedBlockingQueue<>();
    final SocketIoServer sockets;
    final TestServer server;

    SocketFixture(Options options, Application application) {
        sockets = new SocketIoServer(options, application);
        server = TestServer.start(sockets::handle);
    }

    static SocketFixture welcoming() {
        return welcoming(Options.of(EngineOptions.defaults().with(o -> o.maxPayload = 1000)));
    }

    static SocketFixture welcoming(Options options) {
        var self = new Object() {
            SocketFixture fixture;
        };
        self.fixture = new SocketFixture(
                options, (_, _, _) -> CompletableFuture.completedFuture(new Admission.Accepted(self.fixture)));
        return self.fixture;
    }

    @Override
    public void connected(Socket socket) {
        connected.add(socket);
    }

    @Override
    public void event(Socket socket, String name, ArrayNode args, Ack ack) {
        if (name.equals("fault")) throw new IllegalStateException("a fault of the application, on purpose");
        if (name.equals("overflow")) event(socket, name, args, ack);
        events.add(new Event(socket, name, args, ack));
    }

    @Override
    public void overLimit(Socket socket, String field, Ack ack) {
        ack.answer(Json.write(Json.NODES.textNode("over limit in " + field)));
    }

    @Override
    public void failed(Socket socket, Ack ack, Throwable fault) {
        ack.answer(Json.write(Json.NODES.textNode(fault.getClass().getSimpleName())));
    }

    @Override
    public void disconnected(Socket socket, CloseReason reason) {
        disconnected.add(reason);
    }

    /// The next of what a queue is waited for, within five seconds.
    static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(5, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("nothing came");
            return next;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// A WebSocket on which the Engine.IO handshake is done.
    RawWebSocket open() {
        RawWebSocket socket = RawWebSocket.open(server.port(), "/socket.io/?EIO=4&transport=websocket");
        socket.receive();
        return socket;
    }

    /// A WebSocket that is in the main namespace.
    RawWebSocket connect() {
        RawWebSocket socket = open().text("40");
        if (!socket.receiveText().startsWith("40")) throw new AssertionError("not connected");
        return socket;
    }

    @Override
    public void close() {
        server.close();
    }
}
