package chat.switchboard.languagemodel;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// Calls the endpoint. A call ends within its time and reads no more bytes than it may, whatever the other side does;
/// it follows no redirection, because it would carry the key with it.
final class ChatClient implements AutoCloseable {
    private static final int MOST_HEADER_BYTES = 16 * 1024;

    private final Vertx vertx;
    private final Clock clock;
    private final HttpClientAgent client;

    /// @param atOnce connections
    ChatClient(Vertx vertx, int atOnce, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setMaxHeaderSize(MOST_HEADER_BYTES).setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(atOnce).setMaxWaitQueueSize(atOnce));
    }

    /// Never fails: a failure is a reply.
    CompletableFuture<Reply> ask(Endpoint endpoint, byte[] body) {
        Call call = new Call(endpoint, body);
        call.begin();
        return call.reply.future().toCompletionStage().toCompletableFuture();
    }

    @Override
    public void close() {
        client.close();
    }

    /// One exchange.
    private final class Call {
        private final Promise<Reply> reply = Promise.promise();
        private final AtomicReference<HttpClientRequest> request = new AtomicReference<>();
        private final Buffer received = Buffer.buffer();
        private final Endpoint endpoint;
        private final byte[] body;

        Call(Endpoint endpoint, byte[] body) {
            this.endpoint = endpoint;
            this.body = body;
        }

        void begin() {
            long timer = vertx.setTimer(
                    Math.max(1, endpoint.timeout().toMillis()), _ -> abort(Reply.Failed.of(Result.TIMED_OUT)));
            reply.future().onComplete(_ -> vertx.cancelTimer(timer));
            client.request(options()).onSuccess(this::send).onFailure(this::broken);
        }

        private RequestOptions options() {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setAbsoluteURI(endpoint.completions().toString())
                    .setFollowRedirects(false)
                    .setConnectTimeout(Math.max(1, endpoint.timeout().toMillis()))
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Accept", "application/json");
            endpoint.key().ifPresent(key -> options.putHeader("Authorization", "Bearer " + key));
            return options;
        }

        private void send(HttpClientRequest made) {
            request.set(made);
            if (reply.future().isComplete()) {
                made.reset();
                return;
            }
            made.exceptionHandler(this::broken);
            // Its own handler would write into the log what the other side sent.
            made.connection().exceptionHandler(this::broken);
            made.send(Buffer.buffer(body)).onSuccess(this::read).onFailure(this::broken);
        }

        private void read(HttpClientResponse response) {
            response.exceptionHandler(this::broken);
            if (response.statusCode() != 200) {
                abort(RefusedCall.of(response.statusCode(), response.getHeader("Retry-After"), clock.instant()));
                return;
            }
            response.handler(this::take);
            response.endHandler(_ -> reply.tryComplete(ChatProtocol.reply(received.getBytes())));
        }

        private void take(Buffer bytes) {
            if (reply.future().isComplete()) return;
            if (received.length() + bytes.length() > endpoint.mostBytes()) abort(Reply.Failed.of(Result.TOO_LARGE));
            else received.appendBuffer(bytes);
        }

        private void broken(Throwable fault) {
            reply.tryComplete(Reply.Failed.of(Result.UNREACHABLE));
        }

        /// Nothing more of it is read.
        private void abort(Reply end) {
            if (!reply.tryComplete(end)) return;
            HttpClientRequest made = request.get();
            if (made != null) made.reset();
        }
    }
}
