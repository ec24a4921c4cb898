package chat.switchboard.socketio.engine;

import chat.switchboard.socketio.websocket.SeizedChannel;
import chat.switchboard.socketio.websocket.WebSocket;
import chat.switchboard.socketio.websocket.WebSocketListener;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// A WebSocket that is about to replace a session's polling: the client proves with a probe that it works, lets its
/// last poll end, and says `5`. Until then the session goes on polling; if the attempt fails, as if it had never
/// been.
final class Upgrade implements WebSocketListener {
    private static final byte[] PROBE = "2probe".getBytes(StandardCharsets.US_ASCII);

    private final EngineSession session;
    private final PollingTransport polling;
    private final boolean base64;
    private WebSocket socket;
    private Future<?> deadline;
    private boolean probed;
    private boolean cancelled;

    /// @param base64 whether the WebSocket's client wants binary as text
    Upgrade(EngineSession session, PollingTransport polling, boolean base64) {
        this.session = session;
        this.polling = polling;
        this.base64 = base64;
    }

    /// Accepts the WebSocket; on its event loop, which is the session's now.
    void begin(SeizedChannel channel, EngineOptions options) {
        if (cancelled) {
            channel.decline();
            return;
        }
        long nanos = options.upgradeTimeout().toNanos();
        deadline = session.loop().schedule(this::fail, nanos, TimeUnit.NANOSECONDS);
        channel.accept(options.compression(), opened -> {
            socket = opened;
            return this;
        });
    }

    @Override
    public void text(byte[] utf8, int length) {
        if (!probed && Arrays.equals(utf8, 0, length, PROBE, 0, PROBE.length)) probe();
        else if (probed && length == 1 && utf8[0] == '5' && !polling.isPosting()) complete();
        else fail();
    }

    private void probe() {
        probed = true;
        socket.write(socket.allocator().buffer().writeBytes(EncodedPacket.PROBE_PONG.frame()));
        socket.flush();
        polling.probed(true);
    }

    private void complete() {
        deadline.cancel(false);
        WebSocketTransport transport = new WebSocketTransport(session, socket, base64);
        socket.listener(transport);
        polling.replaced();
        session.upgraded(transport);
    }

    private void fail() {
        polling.probed(false);
        session.upgradeFailed();
        cancel();
    }

    /// Gives the WebSocket up, without a close frame: see [WebSocketTransport#end]. The session may have ended on its
    /// way to the WebSocket's event loop, before there was anything to give up.
    void cancel() {
        cancelled = true;
        if (deadline != null) deadline.cancel(false);
        if (socket != null) socket.end();
    }

    @Override
    public void binary(byte[] bytes, int length) {
        fail();
    }

    @Override
    public void writable() {}

    @Override
    public void closed(int code) {
        fail();
    }
}
