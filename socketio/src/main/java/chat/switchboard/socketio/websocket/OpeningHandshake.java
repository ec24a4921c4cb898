package chat.switchboard.socketio.websocket;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// The opening handshake (RFC 6455 §4.2): what must be in the request, and the 101 that answers it.
public final class OpeningHandshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private OpeningHandshake() {}

    /// Whether the request asks for a WebSocket at all, rightly or wrongly.
    public static boolean isRequested(HttpServerRequest request) {
        return mentions(request, "Upgrade", "websocket");
    }

    /// Whether everything RFC 6455 demands is there.
    public static boolean isValid(HttpServerRequest request) {
        return request.method() == HttpMethod.GET
                && request.version() == HttpVersion.HTTP_1_1
                && isRequested(request)
                && mentions(request, "Connection", "upgrade")
                && "13".equals(request.getHeader("Sec-WebSocket-Version"))
                && isKey(request.getHeader("Sec-WebSocket-Key"));
    }

    /// Whether all that is wrong with the request may be the protocol's version.
    public static boolean isOtherVersion(HttpServerRequest request) {
        String version = request.getHeader("Sec-WebSocket-Version");
        return isRequested(request) && version != null && !version.equals("13");
    }

    private static boolean mentions(HttpServerRequest request, String header, String word) {
        List<String> values = request.headers().getAll(header);
        return values.stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .anyMatch(value -> value.strip().equalsIgnoreCase(word));
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /// @param extensions what is accepted of the extensions offered, or null
    static byte[] answer(HttpServerRequest request, String extensions) {
        String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(request.getHeader("Sec-WebSocket-Key")) + "\r\n"
                + (extensions == null ? "" : "Sec-WebSocket-Extensions: " + extensions + "\r\n")
                + "\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
