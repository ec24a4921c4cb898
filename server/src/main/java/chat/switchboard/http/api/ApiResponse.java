package chat.switchboard.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.switchboard.wire.Json;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a route answers when it does not refuse.
///
/// @param body JSON unless the headers say otherwise; null for none
/// @param cookies to set
/// @param coding of the body: `gzip`, `identity` where that was the client's wish, null where there is no choice
/// @param headers further ones
public record ApiResponse(int status, byte[] body, List<Cookie> cookies, String coding, Map<String, String> headers) {
    private static final String PLAIN = "identity";

    /// What is no JSON, or is to be kept as a file.
    ///
    /// @param name ASCII, without quotation marks
    public static ApiResponse file(String contentType, String name, byte[] content) {
        String disposition = "attachment; filename=\"" + name + "\"";
        var headers = Map.of("Content-Type", contentType, "Content-Disposition", disposition);
        return new ApiResponse(200, content, List.of(), null, headers);
    }

    /// A refusal that names more than one field.
    public static ApiResponse problem(Problem problem) {
        return new ApiResponse(
                problem.status(), problem.json(), List.of(), null, Map.of("Content-Type", Problem.CONTENT_TYPE));
    }

    public static ApiResponse ok(Json.Part body) {
        return of(200, body);
    }

    /// One JSON object with the fields `content` writes.
    public static ApiResponse object(Json.Part content) {
        return new ApiResponse(200, Json.object(content), List.of(), null, Map.of());
    }

    /// A JavaScript module whose default export is `value`.
    public static ApiResponse module(Json.Part value) {
        byte[] script = ("export default " + new String(Json.bytes(value), UTF_8) + ";").getBytes(UTF_8);
        return new ApiResponse(200, script, List.of(), null, Map.of("Content-Type", "text/javascript; charset=utf-8"));
    }

    public static ApiResponse created(Json.Part body) {
        return of(201, body);
    }

    public static ApiResponse of(int status, Json.Part body) {
        return new ApiResponse(status, Json.bytes(body), List.of(), null, Map.of());
    }

    public static ApiResponse nothing() {
        return new ApiResponse(204, null, List.of(), null, Map.of());
    }

    /// The same, compressed if the client takes that and it is worth it. Takes a while: not on an event loop.
    ApiResponse compressedFor(HttpServerRequest request) {
        return body != null && body.length >= Gzip.LEAST_WORTH_IT && Gzip.isAccepted(request)
                ? new ApiResponse(status, Gzip.quick(body), cookies, Gzip.NAME, headers)
                : new ApiResponse(status, body, cookies, PLAIN, headers);
    }

    boolean isCompressed() {
        return Gzip.NAME.equals(coding);
    }

    public ApiResponse with(List<Cookie> newCookies) {
        return new ApiResponse(status, body, newCookies, coding, headers);
    }

    /// The same for anybody, who may keep it for so long; 304 where the client has it already (RFC 9110 §13.1.2).
    public ApiResponse keptFor(Duration time, HttpServerRequest request) {
        String tag = "W/\"" + fingerprint(body) + "\"";
        Map<String, String> kept = new HashMap<>(headers);
        kept.put("ETag", tag);
        kept.put("Cache-Control", "public, max-age=" + time.toSeconds());
        String known = request.getHeader("If-None-Match");
        return known != null && known.contains(tag)
                ? new ApiResponse(304, null, cookies, null, kept)
                : new ApiResponse(status, body, cookies, coding, kept);
    }

    private static String fingerprint(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
