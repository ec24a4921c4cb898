package chat.switchboard.socketio.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import chat.switchboard.socketio.raw.TestServer;
import io.netty.pkitesting.X509Bundle;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// An Engine.IO server that echoes and tells which sessions opened and why they closed.
final class EngineFixture implements AutoCloseable {
    final BlockingQueue<EngineSession> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();
    final EngineServer engine;
    final TestServer server;

    EngineFixture(Consumer<EngineOptions.Draft> options) {
        engine = new EngineServer(EngineOptions.defaults().with(options), this::listen);
        server = TestServer.start(engine::handle);
    }

    /// Over TLS.
    EngineFixture(X509Bundle certificate) {
        engine = new EngineServer(EngineOptions.defaults(), this::listen);
        server = TestServer.start(certificate, engine::handle);
    }

    EngineFixture() {
        this(_ -> {});
    }

    private EngineListener listen(EngineSession session) {
        session.admitted();
        opened.add(session);
        return new EngineListener() {
            @Override
            public void text(byte[] utf8, int from, int to) {
                session.send(EncodedPacket.text(Arrays.copyOfRange(utf8, from, to)));
            }

            @Override
            public void binary(byte[] bytes) {
                session.send(EncodedPacket.binary(bytes));
            }

            @Override
            public void closed(CloseReason reason) {
                closed.add(reason);
            }
        };
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

    static EncodedPacket packet(String text) {
        return EncodedPacket.text(text.getBytes(UTF_8));
    }

    String url(String query) {
        return "http://localhost:" + server.port() + "/engine.io/?" + query;
    }

    Polling polling() {
        return Polling.open(server.port(), "/engine.io/");
    }

    RawWebSocket webSocket(String query, String... headers) {
        return RawWebSocket.open(server.port(), "/engine.io/?" + query, headers);
    }

    RawWebSocket webSocket() {
        RawWebSocket socket = webSocket("EIO=4&transport=websocket");
        socket.receive();
        return socket;
    }

    RawWebSocket candidate(Polling polling) {
        return webSocket("EIO=4&transport=websocket&sid=" + polling.sid());
    }

    @Override
    public void close() {
        server.close();
    }
}
