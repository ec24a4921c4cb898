package chat.switchboard.http;

import chat.switchboard.wire.Json;
import io.vertx.core.http.Cookie;
import java.util.List;

/// What a route answers when it does not refuse.
///
/// @param body JSON, or null for none
/// @param cookies to set
record Answer(int status, byte[] body, List<Cookie> cookies) {

    static Answer ok(Json.Part body) {
        return of(200, body);
    }

    static Answer created(Json.Part body) {
        return of(201, body);
    }

    static Answer of(int status, Json.Part body) {
        return new Answer(status, Json.bytes(body), List.of());
    }

    static Answer nothing() {
        return new Answer(204, null, List.of());
    }

    Answer with(List<Cookie> newCookies) {
        return new Answer(status, body, newCookies);
    }
}
