package chat.switchboard.socketio.websocket;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/// The end of our half of a connection, behind everything that was written; the peer's half is read until it ends.
public final class HalfClose {
    private HalfClose() {}

    /// Under TLS a `close_notify` comes first, so that the peer can tell the end from a cut (RFC 8446 §6.1). Call on
    /// the channel's event loop.
    public static void of(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) shutdownOutput(channel);
        else tls.closeOutbound().addListener(_ -> shutdownOutput(channel));
    }

    private static void shutdownOutput(Channel channel) {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) duplex.shutdownOutput();
    }
}
