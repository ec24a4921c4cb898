package chat.switchboard.socketio.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket, the only handler on its channel, and the only object an idle one needs beside its [FrameReader].
///
/// Everything here belongs to the channel's event loop except [#unsentBytes] and [#drop].
public final class WebSocket extends ChannelInboundHandlerAdapter {
    private enum State {
        OPEN,
        /// A close frame has been sent, the peer's is awaited; messages are ignored.
        CLOSING,
        /// The peer broke the protocol or is gone; whatever arrives is thrown away.
        OVER
    }

    private static final Logger LOG = LoggerFactory.getLogger(WebSocket.class);
    private static final long CLOSING_SECONDS = 5;

    private final Channel channel;
    private final FrameReader reader;
    private final boolean deflate;
    private WebSocketListener listener;
    private State state = State.OPEN;
    private boolean pongs;
    private boolean paused;
    /// What arrived and is not read yet, because of a pause; else null.
    private ByteBuf unread;

    WebSocket(Channel channel, int maxPayload, boolean deflate) {
        this.channel = channel;
        this.reader = new FrameReader(new Inbox(), maxPayload, deflate ? Deflate.INSTANCE : null);
        this.deflate = deflate;
    }

    /// Hands what is received from here on to this listener.
    public void listener(WebSocketListener listener) {
        this.listener = listener;
    }

    public EventLoop eventLoop() {
        return channel.eventLoop();
    }

    public ByteBufAllocator allocator() {
        return channel.alloc();
    }

    /// Whether messages to this peer may be compressed.
    public boolean deflates() {
        return deflate;
    }

    /// Whether more may be written now; if not, [WebSocketListener#writable] tells when.
    public boolean isWritable() {
        return state == State.OPEN && channel.isWritable();
    }

    /// Bytes written that the peer has not taken; from any thread.
    public long unsentBytes() {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        return unsent == null ? 0 : unsent.totalPendingWriteBytes();
    }

    /// Writes whole frames, without flushing them.
    public void write(ByteBuf frames) {
        context().write(frames, channel.voidPromise());
    }

    public void flush() {
        context().flush();
    }

    /// Says goodbye and ends when the peer has answered, or soon after.
    public void close(int code) {
        if (state == State.OPEN) leave(State.CLOSING, sendClose(code), code);
    }

    /// Ends after what was written has gone out, without a goodbye.
    public void end() {
        if (state == State.OPEN) leave(State.OVER, context().writeAndFlush(Unpooled.EMPTY_BUFFER), CloseCode.ABNORMAL);
    }

    /// Ends at once, without a goodbye; from any thread.
    public void drop() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // What is left of the HTTP request may arrive here too, as HTTP objects.
        if (message instanceof ByteBuf bytes) receive(bytes);
        else ReferenceCountUtil.release(message);
    }

    void receive(ByteBuf arrived) {
        ByteBuf bytes = unread == null ? arrived : Unpooled.wrappedBuffer(unread, arrived);
        unread = null;
        try {
            if (state != State.OVER) reader.read(bytes);
        } catch (Violation violation) {
            fail(violation.code());
        } finally {
            if (paused && state != State.OVER) unread = bytes;
            else bytes.release();
        }
        if (pongs) flush();
        pongs = false;
    }

    /// Takes nothing more in for so many nanoseconds: what the peer sends waits on its side.
    public void pause(long nanos) {
        if (paused || state != State.OPEN) return;
        paused = true;
        channel.config().setAutoRead(false);
        resumeIn(nanos);
    }

    private void resumeIn(long nanos) {
        channel.eventLoop().schedule(this::resume, nanos, TimeUnit.NANOSECONDS);
    }

    private void resume() {
        long more = state == State.OPEN ? listener.pauseMore() : 0;
        if (more > 0) {
            resumeIn(more);
            return;
        }
        paused = false;
        if (unread != null) receive(Unpooled.EMPTY_BUFFER);
        if (!paused) channel.config().setAutoRead(true);
    }

    /// After a violation the peer's bytes mean nothing.
    private void fail(int code) {
        if (state == State.OPEN) leave(State.OVER, sendClose(code), code);
        else drop();
    }

    /// Ends our half of the connection behind the last bytes. The peer's half is still read until it ends: closing
    /// with unread bytes would reset the connection, and the reset may overtake the frame that says why.
    private void leave(State left, ChannelFuture lastBytes, int code) {
        state = left;
        lastBytes.addListener(_ -> HalfClose.of(channel));
        closeSoon();
        tellClosed(code);
    }

    private void closeSoon() {
        var deadline = channel.eventLoop().schedule(this::drop, CLOSING_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(_ -> deadline.cancel(false));
    }

    private ChannelFuture sendClose(int code) {
        boolean silent = code == CloseCode.NONE;
        byte[] frame = FrameHeader.open(FrameHeader.CLOSE, silent ? 0 : 2);
        if (!silent) {
            frame[2] = (byte) (code >> 8);
            frame[3] = (byte) code;
        }
        return context().writeAndFlush(Unpooled.wrappedBuffer(frame));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
    }

    void gone() {
        if (unread != null) unread.release();
        unread = null;
        over(CloseCode.ABNORMAL);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (isWritable()) listener.writable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        ReferenceCountUtil.release(event);
    }

    /// A reset by the peer, mostly, or bytes that are no TLS: nothing to log, and nobody left to tell.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean peersFault = cause instanceof IOException || cause.getCause() instanceof SSLException;
        if (!peersFault) LOG.error("connection dropped", cause);
        drop();
    }

    private void over(int code) {
        state = State.OVER;
        tellClosed(code);
    }

    private void tellClosed(int code) {
        WebSocketListener told = listener;
        listener = null;
        if (told != null) told.closed(code);
    }

    private ChannelHandlerContext context() {
        return channel.pipeline().context(this);
    }

    private final class Inbox implements FrameReader.Sink {
        @Override
        public boolean isPaused() {
            return paused;
        }

        @Override
        public void text(byte[] utf8, int length) {
            if (state == State.OPEN) listener.text(utf8, length);
        }

        @Override
        public void binary(byte[] bytes, int length) {
            if (state == State.OPEN) listener.binary(bytes, length);
        }

        /// A peer that pings faster than it reads gets no pongs: RFC 6455 §5.5.3 asks for the latest only. All pings
        /// of one read are answered by one write.
        @Override
        public void ping(byte[] payload) {
            if (!isWritable()) return;
            byte[] frame = FrameHeader.open(FrameHeader.PONG, payload.length);
            System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
            write(Unpooled.wrappedBuffer(frame));
            pongs = true;
        }

        @Override
        public void pong() {}

        @Override
        public void close(int code) {
            ChannelFuture answered = state == State.OPEN ? sendClose(code) : channel.newSucceededFuture();
            answered.addListener(ChannelFutureListener.CLOSE);
            over(code);
        }
    }
}
