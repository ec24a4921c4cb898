package chat.switchboard.http.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/// A JSON document that everybody may read, compressed once.
public final class PublishedDocument {
    private final Buffer plain;
    private final Buffer compressed;

    /// Takes a moment.
    public PublishedDocument(byte[] json) {
        plain = Buffer.buffer(json);
        compressed = Buffer.buffer(Gzip.best(json));
    }

    public void serve(HttpServerRequest request) {
        HttpServerResponse response = request.response().putHeader("Content-Type", "application/json");
        response.headers().add("Vary", "Accept-Encoding");
        if (Gzip.isAccepted(request))
            response.putHeader("Content-Encoding", Gzip.NAME).end(compressed);
        else response.end(plain);
    }
}
