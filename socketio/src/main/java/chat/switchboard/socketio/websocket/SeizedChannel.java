package chat.switchboard.socketio.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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
import java.util.List;
import java.util.function.Function;

/// The channel of a request that asks for a WebSocket, on its way out of Vert.x's hands. It is taken in two steps,
/// on the channel's event loop.
///
/// [#seize] comes first, while Vert.x is still calling the request handler: bytes that arrived behind the request,
/// in the same packet, are in the HTTP decoder and reach only a handler that stands behind it when it is removed.
/// They are kept until [#accept], which may come later, leaves nothing of HTTP on the channel: what Vert.x keeps
/// for a connection is ten times what an idle WebSocket needs.
public final class SeizedChannel extends ChannelInboundHandlerAdapter {
    private final HttpServerRequest request;
    private final int maxPayload;
    private final Channel channel;
    private ByteBuf early = Unpooled.EMPTY_BUFFER;

    private SeizedChannel(HttpServerRequest request, int maxPayload) {
        this.request = request;
        this.maxPayload = maxPayload;
        this.channel = ((ConnectionBase) request.connection()).channel();
    }

    /// Takes the channel's input away from HTTP. To be called inside the request handler, before anything
    /// asynchronous; then [#accept] or [#decline].
    ///
    /// @param maxPayload longest message in bytes; a longer one is refused by its header with close code 1009
    public static SeizedChannel seize(HttpServerRequest request, int maxPayload) {
        SeizedChannel seized = new SeizedChannel(request, maxPayload);
        seized.channel.pipeline().addAfter("httpDecoder", "websocket", seized);
        seized.channel.pipeline().remove("httpDecoder");
        // Somebody before us may have paused the request; nobody behind us will resume it.
        seized.channel.config().setAutoRead(true);
        return seized;
    }

    /// Answers 101, asks `receiver` who listens to the WebSocket, and gives that one what has arrived before. The
    /// answer is flushed after `receiver` returns: what that has to say first goes out with it.
    public void accept(boolean allowDeflate, Function<WebSocket, WebSocketListener> receiver) {
        List<String> offers = request.headers().getAll("Sec-WebSocket-Extensions");
        String deflate = allowDeflate ? Deflate.answer(offers) : null;
        WebSocket socket = new WebSocket(channel, maxPayload, deflate != null);
        if (!channel.isActive()) {
            socket.listener(receiver.apply(socket));
            socket.gone();
            return;
        }
        leaveVertx(socket);
        socket.write(Unpooled.wrappedBuffer(OpeningHandshake.answer(request, deflate)));
        socket.listener(receiver.apply(socket));
        socket.flush();
        socket.receive(early);
    }

    private void leaveVertx(WebSocket newOwner) {
        ChannelPipeline pipeline = channel.pipeline();
        // Vert.x must believe the request answered, for its metrics and logs, without another byte on the wire.
        pipeline.replace("httpEncoder", "httpEncoder", new Silence());
        request.response().setStatusCode(101).end();
        VertxHandler<?> vertx = pipeline.get(VertxHandler.class);
        ChannelHandlerContext context = pipeline.context(vertx);
        pipeline.replace(this, "websocket", newOwner);
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

    /// Accepts the WebSocket only to close it at once: clients are ready for that, but some are not for a refusal by
    /// HTTP.
    public void decline() {
        if (!channel.isActive()) return;
        accept(false, socket -> {
            socket.close(CloseCode.NONE);
            return null;
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // What is left of the HTTP request arrives here too, as HTTP objects.
        if (message instanceof ByteBuf bytes) keep(bytes);
        ReferenceCountUtil.release(message);
    }

    private void keep(ByteBuf bytes) {
        if (early.readableBytes() + bytes.readableBytes() > maxPayload) {
            channel.close();
            return;
        }
        if (early == Unpooled.EMPTY_BUFFER) early = channel.alloc().buffer(bytes.readableBytes());
        early.writeBytes(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        early.release();
        early = Unpooled.EMPTY_BUFFER;
        context.fireChannelInactive();
    }

    private static final class Silence extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        }
    }
}
