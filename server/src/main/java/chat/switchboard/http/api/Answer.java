package chat.switchboard.http.api;

import chat.switchboard.wire.Json;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/// What a route answers when it does not refuse.
///
/// @param body JSON, or null for none
/// @param cookies to set
/// @param coding of the body: `gzip`, `identity` where that was the client's wish, null where there is no choice
public record Answer(int status, byte[] body, List<Cookie> cookies, String coding) {
    private static final String PLAIN = "identity";

    public static Answer ok(Json.Part body) {
        return of(200, body);
    }

    /// One JSON object with the fields `content` writes.
    public static Answer object(Json.Part content) {
        return new Answer(200, Json.object(content), List.of(), null);
    }

    public static Answer created(Json.Part body) {
        return of(201, body);
    }

    public static Answer of(int status, Json.Part body) {
        return new Answer(status, Json.bytes(body), List.of(), null);
    }

    public static Answer nothing() {
        return new Answer(204, null, List.of(), null);
    }

    /// The same, compressed if the client takes that and it is worth it. Takes a while: not on an event loop.
    Answer compressedFor(HttpServerRequest request) {
        return body != null && body.length >= Gzip.LEAST_WORTH_IT && Gzip.isAccepted(request)
                ? new Answer(status, Gzip.quick(body), cookies, Gzip.NAME)
                : new Answer(status, body, cookies, PLAIN);
    }

    boolean isCompressed() {
        return Gzip.NAME.equals(coding);
    }

    public Answer with(List<Cookie> newCookies) {
        return new Answer(status, body, newCookies, coding);
    }
}
