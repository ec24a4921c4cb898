package chat.switchboard.socketio.engine;

import chat.switchboard.socketio.websocket.HalfClose;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/// The end of an HTTP connection whose client may still be sending when it is answered (RFC 9112 §9.6): closing with
/// unread bytes resets the connection, and the reset may overtake the answer. So what comes is thrown away for a
/// moment, up to a limit, and nothing of it is taken for another request.
///
/// Belongs to the channel's event loop.
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final long MILLIS = 1000;
    private static final int MAX_BYTES = 256 * 1024;

    private final Channel channel;
    private int thrownAway;

    private LingeringClose(Channel channel) {
        this.channel = channel;
    }

    /// Stops reading HTTP, before the answer is written; [#close] is to follow.
    static LingeringClose begin(Channel channel) {
        LingeringClose lingering = new LingeringClose(channel);
        channel.pipeline().addAfter("httpDecoder", "lingering", lingering);
        channel.pipeline().remove("httpDecoder");
        channel.config().setAutoRead(true);
        return lingering;
    }

    /// The answer has been written: closes our half at once, and the rest when the client has closed its, or soon.
    void close() {
        if (!channel.isActive()) return;
        HalfClose.of(channel);
        var deadline = channel.eventLoop().schedule(() -> channel.close(), MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> deadline.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) thrownAway += bytes.readableBytes();
        ReferenceCountUtil.release(message);
        if (thrownAway > MAX_BYTES) channel.config().setAutoRead(false);
    }
}
