package chat.switchboard.socketio.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.logging.LoggingHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.traffic.AbstractTrafficShapingHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;

/// Takes the Netty channel of a request out of Vert.x's hands, in two steps, both on the channel's event loop.
///
/// [#input] comes first, while Vert.x is still calling the request handler: bytes that arrived behind the request,
/// in the same packet, are in the HTTP decoder and reach only a handler that stands behind it when it is removed.
/// [#output] follows when the request is accepted, and leaves nothing of HTTP on the channel: what Vert.x keeps for
/// a connection is ten times what an idle WebSocket needs.
final class TakeOver {
    private TakeOver() {}

    static Channel input(HttpServerRequest request, ChannelHandler newOwner) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addAfter("httpDecoder", "websocket", newOwner);
        pipeline.remove("httpDecoder");
        // Somebody before us may have paused the request; nobody behind us will resume it.
        channel.config().setAutoRead(true);
        return channel;
    }

    static void output(HttpServerRequest request, ChannelPipeline pipeline, ChannelHandler newOwner) {
        // Vert.x must believe the request answered, for its metrics and logs, without another byte on the wire.
        pipeline.replace("httpEncoder", "httpEncoder", new Silence());
        request.response().setStatusCode(101).end();
        VertxHandler<?> vertx = pipeline.get(VertxHandler.class);
        ChannelHandlerContext context = pipeline.context(vertx);
        pipeline.toMap().forEach((name, handler) -> {
            if (handler != newOwner && !staysUnderneath(handler)) pipeline.remove(name);
        });
        vertx.channelInactive(context);
    }

    private static boolean staysUnderneath(ChannelHandler handler) {
        return handler instanceof SslHandler
                || handler instanceof LoggingHandler
                || handler instanceof AbstractTrafficShapingHandler;
    }

    private static final class Silence extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        }
    }
}
