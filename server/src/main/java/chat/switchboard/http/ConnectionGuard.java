package chat.switchboard.http;

import chat.switchboard.http.api.Problem;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The limits of one HTTP/1.1 connection, for every path alike. A request arrives within a time and a size, or is
/// answered with a problem and the connection ends. An answer that says `Connection: close`, or is given before the
/// request has arrived whole, is the last one.
///
/// A connection that becomes a WebSocket loses this handler when it leaves Vert.x.
final class ConnectionGuard extends ChannelDuplexHandler {
    /// A body of one-byte chunks has six bytes for each byte; longer chunk extensions serve nobody.
    private static final int FRAMING = 8;

    private static final Problem TOO_SLOW = Problem.of(Code.VALIDATION_FAILED, "The request did not arrive in time.")
            .withStatus(408);
    private static final Problem GAVE_WAY = Problem.of(Refusal.retryLater(
            Code.UNAVAILABLE, "Too many requests are arriving slowly. Send this one again, in one piece.", 1));
    private static final Problem MALFORMED_BODY = Problem.of(
                    Code.VALIDATION_FAILED, "The framing of the request body is malformed.")
            .withStatus(400);

    /// @param head longest time for request line and header fields, from their first byte
    /// @param body longest time for a body
    /// @param bodyBytes largest body
    /// @param importBytes largest body that brings a file
    /// @param socketBodyBytes largest body on the sockets' path, which has smaller limits and answers of its own
    /// @param bringsFile whether a request is one that may bring a file, by somebody who may; or why a large one is
    ///     refused. Must not block
    record Limits(
            Duration head,
            Duration body,
            int bodyBytes,
            int importBytes,
            int socketBodyBytes,
            Function<HttpRequest, Outcome<Boolean>> bringsFile) {
        /// The same for a port where no file is taken.
        Limits withoutFiles() {
            return new Limits(head, body, bodyBytes, importBytes, socketBodyBytes, _ -> Outcome.done(false));
        }
    }

    private enum Phase {
        BETWEEN_REQUESTS,
        HEAD,
        BODY
    }

    private final Limits limits;
    private final Headers headers;
    private final UnfinishedBodies bodies;
    private ChannelHandlerContext context;
    private Phase phase = Phase.HEAD;
    private long deadline;
    private ScheduledFuture<?> timer;
    /// Bytes since the connection was opened or the last head was complete, framing included.
    private long received;
    private long content;
    private int mostContent;
    /// Why the body may not be as large as a file; null where its size is all there is to say.
    private Refusal noFile;
    /// Requests without a whole answer.
    private int unanswered;
    private boolean answerBegun;
    /// What ends the connection, from when that is known; said when it is its turn.
    private Problem lastWord;
    private LingeringClose closing;

    /// @param bodies of all connections
    ConnectionGuard(Limits limits, Headers headers, UnfinishedBodies bodies) {
        this.limits = limits;
        this.headers = headers;
        this.bodies = bodies;
    }

    /// Call on the connection's event loop, before anything was read.
    void guard(Channel channel) {
        channel.pipeline().addBefore("httpDecoder", "guardedInput", new Input());
        channel.pipeline().addBefore("handler", "guard", this);
    }

    /// For a connection that should not be: answers without being asked, and closes at once, because whoever opens too
    /// many would otherwise keep each for the time it lingers.
    void refuse(Problem problem) {
        lastWord = problem;
        context.writeAndFlush(response(problem)).addListener(ChannelFutureListener.CLOSE);
    }

    /// Its body is to make room for others: what has arrived of it is let go at once. From any thread.
    void giveWay() {
        context.executor().execute(() -> {
            if (phase != Phase.BODY || isOver()) return;
            if (unanswered == 1 && !answerBegun) refuse(GAVE_WAY);
            else context.close();
        });
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        begin(Phase.HEAD, limits.head);
        watch();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        if (timer != null) timer.cancel(false);
        bodies.ended(this);
    }

    /// Sees bytes before they are parsed.
    private final class Input extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext reading, Object message) {
            received += ((ByteBuf) message).readableBytes();
            if (phase == Phase.BETWEEN_REQUESTS) begin(Phase.HEAD, limits.head);
            reading.fireChannelRead(message);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (isOver()) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) head(request);
        else if (message instanceof HttpContent part) body(part);
        if (isOver()) ReferenceCountUtil.release(message);
        else reading.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        if (phase != Phase.BETWEEN_REQUESTS && timer == null) watch();
        reading.fireChannelReadComplete();
    }

    private void head(HttpRequest request) {
        unanswered++;
        received = 0;
        content = 0;
        phase = Phase.BETWEEN_REQUESTS;
        Problem problem = RequestHead.examine(request);
        if (problem != null) {
            end(problem);
            return;
        }
        boolean forSockets = request.uri().startsWith(WebServer.SOCKETS);
        mostContent = forSockets ? limits.socketBodyBytes : limits.bodyBytes;
        noFile = null;
        long announced = RequestHead.announcedLength(request);
        boolean mayBeLarger = announced < 0 || announced > mostContent;
        if (mayBeLarger && !forSockets) allowFile(request);
        if (announced > mostContent && !forSockets) end(tooLarge());
        else if (announced != 0) begin(Phase.BODY, limits.body);
    }

    private void allowFile(HttpRequest request) {
        switch (limits.bringsFile.apply(request)) {
            case Outcome.Refused<Boolean>(Refusal refusal) -> noFile = refusal;
            case Outcome.Done<Boolean>(Boolean brings) -> {
                if (brings) mostContent = limits.importBytes;
            }
        }
    }

    private void body(HttpContent part) {
        content += part.content().readableBytes();
        if (part.decoderResult().isFailure()) end(MALFORMED_BODY);
        else if (content > mostContent || received > (long) mostContent * FRAMING) end(tooLarge());
        else if (part instanceof LastHttpContent) phase = Phase.BETWEEN_REQUESTS;
        else bodies.grew(this, part.content().readableBytes());
        if (phase != Phase.BODY || isOver()) bodies.ended(this);
    }

    private void begin(Phase begun, Duration longest) {
        phase = begun;
        deadline = System.nanoTime() + longest.toNanos();
    }

    /// One timer while something is half received, and none for what arrives in one piece.
    private void watch() {
        long left = Math.max(1, deadline - System.nanoTime());
        timer = context.executor().schedule(this::check, left, TimeUnit.NANOSECONDS);
    }

    private void check() {
        timer = null;
        if (phase == Phase.BETWEEN_REQUESTS || isOver() || hasLeftHttp()) return;
        if (System.nanoTime() < deadline) watch();
        else if (phase == Phase.BODY) end(TOO_SLOW);
        else if (received == 0) context.close();
        else {
            unanswered++;
            end(TOO_SLOW);
        }
    }

    /// The sockets' server takes channels over, and ends those of bodies it gives up.
    private boolean hasLeftHttp() {
        return context.pipeline().get("httpDecoder") == null;
    }

    private Problem tooLarge() {
        if (noFile != null) return Problem.of(noFile);
        return Problem.of(
                Code.TOO_LARGE,
                String.format(Locale.ROOT, "A request body may have at most %d KB.", mostContent / 1024));
    }

    private boolean isOver() {
        return lastWord != null || closing != null;
    }

    /// The present request gets this answer instead of the one it would have got, after those before it, and is the
    /// last.
    private void end(Problem problem) {
        lastWord = problem;
        if (unanswered == 1 && !answerBegun) sayLastWord();
    }

    private void sayLastWord() {
        closing = LingeringClose.on(context.pipeline());
        context.writeAndFlush(response(lastWord)).addListener(_ -> closing.begin());
    }

    private DefaultFullHttpResponse response(Problem problem) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.status()),
                Unpooled.wrappedBuffer(problem.json()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.CONTENT_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (problem.retryAfter() != null) response.headers().set(HttpHeaderNames.RETRY_AFTER, problem.retryAfter());
        headers.protect(response.headers());
        return response;
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        if (closing != null && !answerBegun) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof HttpResponse response && response.status().code() >= 200) begin(response);
        boolean last = message instanceof LastHttpContent && answerBegun;
        ChannelPromise written = last ? promise.unvoid() : promise;
        if (last) answered(written);
        writing.write(message, written);
        if (last && lastWord != null && closing == null && unanswered == 1) sayLastWord();
    }

    private void begin(HttpResponse answer) {
        answerBegun = true;
        headers.protect(answer.headers());
        if (phase == Phase.BODY && unanswered == 1)
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (answer.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true) && !hasLeftHttp())
            closing = LingeringClose.on(context.pipeline());
    }

    private void answered(ChannelPromise written) {
        unanswered--;
        answerBegun = false;
        if (closing != null) written.addListener(_ -> closing.begin());
    }
}
