package chat.switchboard.socketio.engine;

import chat.switchboard.socketio.websocket.CloseCode;
import chat.switchboard.socketio.websocket.WebSocket;
import chat.switchboard.socketio.websocket.WebSocketListener;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;

/// One packet a frame, both ways.
final class WebSocketTransport implements Transport, WebSocketListener {
    private static final int BATCH_BYTES = 64 * 1024;

    private final EngineSession session;
    private final WebSocket socket;
    private final boolean base64;

    /// @param base64 whether the client wants binary as text
    WebSocketTransport(EngineSession session, WebSocket socket, boolean base64) {
        this.session = session;
        this.socket = socket;
        this.base64 = base64;
    }

    /// Copies what is queued into one buffer: a copy of some hundred bytes is cheaper than one more piece in a
    /// gathering write. While the peer is slow, packets wait in the queue, where they are shared with other
    /// sessions.
    @Override
    public void flush() {
        boolean written = false;
        while (socket.isWritable()) {
            List<EncodedPacket> batch = session.take(BATCH_BYTES);
            if (batch.isEmpty()) break;
            socket.write(frames(base64 ? withoutBinary(batch) : batch));
            written = true;
        }
        if (written) socket.flush();
    }

    private static List<EncodedPacket> withoutBinary(List<EncodedPacket> batch) {
        return batch.stream().map(EncodedPacket::withoutBinary).toList();
    }

    private ByteBuf frames(List<EncodedPacket> batch) {
        boolean compress = socket.deflates();
        int size = 0;
        for (EncodedPacket packet : batch) size += packet.size();
        ByteBuf frames = socket.allocator().directBuffer(size);
        for (EncodedPacket packet : batch) frames.writeBytes(compress ? packet.compressedFrame() : packet.frame());
        return frames;
    }

    @Override
    public void pause(long nanos) {
        socket.pause(nanos);
    }

    @Override
    public long pauseMore() {
        return session.isBehind() ? EngineSession.BEHIND_NANOS : 0;
    }

    @Override
    public long unsentBytes() {
        return socket.unsentBytes();
    }

    /// A client that is to come back gets no close frame: the official Java client does not answer one, and notices
    /// the end only when its next ping is overdue. The end of the stream is noticed by all of them, at once.
    @Override
    public void end(CloseReason reason) {
        switch (reason) {
            case SERVER_CLOSED, SERVER_LEFT, CONNECT_TIMEOUT -> {
                flush();
                socket.end();
            }
            case CLIENT_CLOSED, CLIENT_LEFT -> {
                flush();
                socket.close(CloseCode.NORMAL);
            }
            case MALFORMED -> socket.close(CloseCode.POLICY);
            case TRANSPORT_LOST, PING_TIMEOUT, SLOW_READER -> socket.drop();
        }
        session.discard();
    }

    @Override
    public void text(byte[] utf8, int length) {
        if (length == 0 || utf8[0] != Base64Text.MARK) session.packet(utf8, 0, length);
        else base64(Base64Text.decode(utf8, 0, length));
    }

    private void base64(byte[] decoded) {
        if (decoded == null) session.end(CloseReason.MALFORMED);
        else session.binary(decoded);
    }

    @Override
    public void binary(byte[] bytes, int length) {
        session.binary(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }

    @Override
    public void writable() {
        flush();
    }

    @Override
    public void closed(int code) {
        session.end(code == CloseCode.NORMAL ? CloseReason.CLIENT_CLOSED : CloseReason.TRANSPORT_LOST);
    }
}
