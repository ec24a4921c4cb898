package chat.switchboard.http;

import chat.switchboard.wire.Json;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/// What a route answers when it does not refuse.
///
/// @param body JSON, or null for none
/// @param cookies to set
/// @param coding of the body: `gzip`, `identity` where that was the client's wish, null where there is no choice
record Answer(int status, byte[] body, List<Cookie> cookies, String coding) {
    private static final String PLAIN = "identity";

    static Answer ok(Json.Part body) {
        return of(200, body);
    }

    static Answer created(Json.Part body) {
        return of(201, body);
    }

    static Answer of(int status, Json.Part body) {
        return new Answer(status, Json.bytes(body), List.of(), null);
    }

    static Answer nothing() {
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

    Answer with(List<Cookie> newCookies) {
        return new Answer(status, body, newCookies, coding);
    }
}
