package chat.switchboard.socketio.example;

import chat.switchboard.socketio.engine.EngineOptions;
import chat.switchboard.socketio.websocket.Deflate;
import chat.switchboard.socketio.websocket.FrameHeader;
import chat.switchboard.socketio.websocket.OpeningHandshake;
import chat.switchboard.socketio.websocket.SeizedChannel;
import chat.switchboard.socketio.websocket.WebSocket;
import chat.switchboard.socketio.websocket.WebSocketListener;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;

/// A plain RFC 6455 echo, for fuzzers that know nothing of Engine.IO.
final class WebSocketEcho implements WebSocketListener {
    private final WebSocket socket;
    private final Deque<byte[]> unsent = new ArrayDeque<>();

    private WebSocketEcho(WebSocket socket) {
        this.socket = socket;
    }

    static void handle(HttpServerRequest request, EngineOptions options) {
        if (!OpeningHandshake.isValid(request)) {
            request.response().setStatusCode(400).end();
            return;
        }
        SeizedChannel.seize(request, options.maxPayload()).accept(options.compression(), WebSocketEcho::new);
    }

    @Override
    public void text(byte[] utf8, int length) {
        echo(false, utf8, length);
    }

    @Override
    public void binary(byte[] bytes, int length) {
        echo(true, bytes, length);
    }

    private void echo(boolean binary, byte[] payload, int length) {
        byte[] frame = FrameHeader.open(binary, false, length);
        System.arraycopy(payload, 0, frame, frame.length - length, length);
        unsent.add(socket.deflates() ? Deflate.frame(binary, frame, frame.length - length) : frame);
        writable();
    }

    @Override
    public void writable() {
        while (socket.isWritable() && !unsent.isEmpty()) socket.write(Unpooled.wrappedBuffer(unsent.poll()));
        socket.flush();
    }

    @Override
    public void closed(int code) {}
}
