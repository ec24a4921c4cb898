package chat.switchboard.http;

import chat.switchboard.socketio.websocket.HalfClose;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The end of a connection after its last answer (RFC 9112 §9.6): nothing more is taken in, our side is closed, and
/// the client has time to read the answer. To close at once with bytes unread would reset the connection, and a reset
/// can destroy the answer on its way.
final class LingeringClose extends ChannelDuplexHandler {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /// So much of what the client still sends is read and thrown away; then it waits in the client's own buffers.
    private static final int MOST_BYTES = 1 << 20;

    private ChannelHandlerContext context;
    private int discarded;
    private ScheduledFuture<?> end;
    private boolean closeDeferred;

    private LingeringClose() {}

    /// From now on nothing that arrives on the channel is looked at. Call on its event loop, before the last answer is
    /// written; [#begin] when that has left.
    static LingeringClose on(ChannelPipeline pipeline) {
        var lingering = new LingeringClose();
        pipeline.addBefore("httpDecoder", "lastAnswer", lingering);
        pipeline.channel().config().setAutoRead(true);
        return lingering;
    }

    void begin() {
        if (!context.channel().isActive() || end != null) return;
        end = context.executor().schedule(() -> context.close(), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        HalfClose.of(context.channel());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        if (end != null) end.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (message instanceof ByteBuf bytes) discarded += bytes.readableBytes();
        ReferenceCountUtil.release(message);
        if (discarded > MOST_BYTES) reading.channel().config().setAutoRead(false);
    }

    /// Vert.x closes as soon as the answer is written. The second time somebody means it.
    @Override
    public void close(ChannelHandlerContext closing, ChannelPromise promise) {
        if (closeDeferred) {
            closing.close(promise);
            return;
        }
        closeDeferred = true;
        closing.channel().closeFuture().addListener(_ -> promise.trySuccess());
    }
}
