package chat.switchboard.http;

import chat.switchboard.wire.Json;
import io.vertx.core.http.Cookie;

/// What a route answers when it does not refuse.
///
/// @param body JSON, or null for none
/// @param cookie to set, or null
record Answer(int status, byte[] body, Cookie cookie) {

    static Answer ok(Json.Part body) {
        return of(200, body);
    }

    static Answer created(Json.Part body) {
        return of(201, body);
    }

    static Answer of(int status, Json.Part body) {
        return new Answer(status, Json.bytes(body), null);
    }

    static Answer nothing() {
        return new Answer(204, null, null);
    }

    Answer with(Cookie newCookie) {
        return new Answer(status, body, newCookie);
    }
}
