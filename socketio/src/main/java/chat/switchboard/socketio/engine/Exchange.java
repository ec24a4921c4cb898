package chat.switchboard.socketio.engine;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One HTTP request and its answer. It may be answered from any event loop; the answer goes out on the request's
/// own.
final class Exchange {
    private static final Buffer OK = Buffer.buffer("ok");

    private final HttpServerRequest request;
    private final Origins origins;
    private final boolean admitted;
    private final EventLoop loop;
    /// Whether the rest of a body may still arrive.
    private boolean unread;

    private LingeringClose lingering;

    Exchange(HttpServerRequest request, Origins origins) {
        this.request = request;
        this.origins = origins;
        this.admitted = origins.admits(request);
        this.loop = channel().eventLoop();
        this.unread = hasBody();
    }

    private Channel channel() {
        return ((ConnectionBase) request.connection()).channel();
    }

    /// Whether the request says that it has a body.
    boolean hasBody() {
        String length = request.getHeader("Content-Length");
        return length != null && !length.equals("0") || request.headers().contains("Transfer-Encoding");
    }

    HttpServerRequest request() {
        return request;
    }

    /// Whether the page that asks may connect.
    boolean isAdmitted() {
        return admitted;
    }

    EventLoop loop() {
        return loop;
    }

    void ok() {
        text(OK);
    }

    void text(Buffer body) {
        answer(200, "text/plain; charset=UTF-8", body);
    }

    void refuse(EngineError error) {
        answer(error.status, "application/json", Buffer.buffer(error.body));
    }

    /// Answers a CORS preflight.
    void preflight() {
        HttpServerResponse response = request.response().setStatusCode(204);
        origins.allow(request, response);
        origins.allowPreflight(request, response);
        response.end();
    }

    private void answer(int status, String type, Buffer body) {
        if (loop.inEventLoop()) answerHere(status, type, body);
        else loop.execute(() -> answerHere(status, type, body));
    }

    private void answerHere(int status, String type, Buffer body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) return;
        response.setStatusCode(status).putHeader("Content-Type", type).putHeader("Cache-Control", "no-store");
        if (status == EngineError.WEBSOCKET_VERSION.status) response.putHeader("Sec-WebSocket-Version", "13");
        if (admitted) origins.allow(request, response);
        if (unread) {
            stopReading();
            response.putHeader("Connection", "close").end(body).onComplete(_ -> {
                if (lingering != null) lingering.close();
            });
        } else {
            response.end(body);
        }
    }

    /// A body that nobody wants may have no end.
    private void stopReading() {
        if (lingering == null && channel().isActive()) lingering = LingeringClose.begin(channel());
    }

    /// Calls back, on the request's loop, if the client goes away before it is answered.
    void onAbandoned(Runnable abandoned) {
        request.response().closeHandler(_ -> abandoned.run());
    }

    /// Collects the body; called on the request's loop, inside the request handler. A body over `limit` is given up
    /// by its announced length, or as soon as it turns out longer; one that is not there in time when the time is
    /// over. Then, or if the client goes away, `broken` is called instead, with what the request should be told.
    void body(int limit, Duration timeout, Consumer<byte[]> whole, Consumer<EngineError> broken) {
        if (announcedLength() > limit) {
            giveUp(EngineError.TOO_LARGE, broken);
            return;
        }
        var deadline =
                loop.schedule(() -> giveUp(EngineError.TOO_SLOW, broken), timeout.toNanos(), TimeUnit.NANOSECONDS);
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() <= limit) {
                body.appendBuffer(piece);
            } else {
                deadline.cancel(false);
                giveUp(EngineError.TOO_LARGE, broken);
            }
        });
        request.endHandler(_ -> {
            deadline.cancel(false);
            unread = false;
            whole.accept(body.getBytes());
        });
        request.exceptionHandler(_ -> {
            deadline.cancel(false);
            broken.accept(EngineError.BAD_REQUEST);
        });
    }

    private void giveUp(EngineError error, Consumer<EngineError> broken) {
        request.handler(null).endHandler(null).exceptionHandler(null);
        stopReading();
        broken.accept(error);
    }

    private long announcedLength() {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException moreThanALong) {
            return Long.MAX_VALUE;
        }
    }
}
