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
public record ApiResponse(int status, byte[] body, List<Cookie> cookies, String coding) {
    private static final String PLAIN = "identity";

    public static ApiResponse ok(Json.Part body) {
        return of(200, body);
    }

    /// One JSON object with the fields `content` writes.
    public static ApiResponse object(Json.Part content) {
        return new ApiResponse(200, Json.object(content), List.of(), null);
    }

    public static ApiResponse created(Json.Part body) {
        return of(201, body);
    }

    public static ApiResponse of(int status, Json.Part body) {
        return new ApiResponse(status, Json.bytes(body), List.of(), null);
    }

    public static ApiResponse nothing() {
        return new ApiResponse(204, null, List.of(), null);
    }

    /// The same, compressed if the client takes that and it is worth it. Takes a while: not on an event loop.
    ApiResponse compressedFor(HttpServerRequest request) {
        return body != null && body.length >= Gzip.LEAST_WORTH_IT && Gzip.isAccepted(request)
                ? new ApiResponse(status, Gzip.quick(body), cookies, Gzip.NAME)
                : new ApiResponse(status, body, cookies, PLAIN);
    }

    boolean isCompressed() {
        return Gzip.NAME.equals(coding);
    }

    public ApiResponse with(List<Cookie> newCookies) {
        return new ApiResponse(status, body, newCookies, coding);
    }
}
