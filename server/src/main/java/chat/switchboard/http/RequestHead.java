package chat.switchboard.http;

import chat.switchboard.http.api.Problem;
import chat.switchboard.kernel.Refusal.Code;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request line and header fields must be beyond what Netty's decoder already refuses: RFC 9112 §2 to §6,
/// RFC 9110 §5. A request that two programs can read differently is refused, because a proxy in front may be the
/// other program.
final class RequestHead {
    /// RFC 9110 §5.6.2, besides letters and digits.
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private static final Pattern HOST =
            Pattern.compile("((?:[0-9A-Za-z._~-]|%[0-9A-Fa-f]{2})+|\\[([^]]*)])(?::(\\d{0,5}))?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i:https?)://([^/?]*)([/?].*)?");
    private static final int LONGEST_HOST = 300;
    private static final int MOST_PORTS = 65_535;

    /// Two of one of these would be two answers to one question.
    private static final List<CharSequence> GIVEN_ONCE = List.of(
            HttpHeaderNames.HOST,
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.ORIGIN,
            HttpHeaderNames.EXPECT);

    private RequestHead() {}

    /// What is wrong with a request, or null. The authority of a target in absolute form replaces `Host`, as RFC 9112
    /// §3.2.2 wants it.
    static Problem examine(HttpRequest request) {
        if (request.decoderResult().isFailure())
            return undecodable(request.decoderResult().cause());
        HttpVersion version = request.protocolVersion();
        // The constants themselves: Netty takes "http/1.1" for an equal.
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0)
            return malformed("Use HTTP/1.1.").withStatus(505);
        if (!isToken(request.method().name())) return malformed("The method is not a token.");
        if (!areFields(request.headers())) return malformed("A header field is malformed, or given twice.");
        if (!isTarget(request)) return malformed("The request target is malformed.");
        if (!hasHost(request)) return malformed("Exactly one valid Host is needed.");
        String coding = request.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding))
            return malformed("The only transfer coding is chunked.");
        String expectation = request.headers().get(HttpHeaderNames.EXPECT);
        if (expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation))
            return malformed("The only expectation is 100-continue.").withStatus(417);
        return null;
    }

    /// The length of the body as announced: -1 for one in chunks.
    static long announcedLength(HttpRequest request) {
        if (request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) return -1;
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private static Problem undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException)
            return Problem.of(Code.TOO_LARGE, "The address is too long.").withStatus(414);
        if (cause instanceof TooLongHttpHeaderException)
            return Problem.of(Code.TOO_LARGE, "The header fields are too long.").withStatus(431);
        return malformed("This is not HTTP.");
    }

    private static Problem malformed(String detail) {
        return Problem.of(Code.VALIDATION_FAILED, detail).withStatus(400);
    }

    private static boolean areFields(HttpHeaders headers) {
        for (Map.Entry<String, String> field : headers) if (!isField(field.getKey(), field.getValue())) return false;
        for (CharSequence name : GIVEN_ONCE) if (headers.getAll(name).size() > 1) return false;
        return true;
    }

    private static boolean isTarget(HttpRequest request) {
        String target = request.uri();
        if (!isVisibleAscii(target) || target.indexOf('#') >= 0) return false;
        if (target.startsWith("/")) return true;
        if (target.equals("*")) return request.method().equals(HttpMethod.OPTIONS);
        Matcher absolute = ABSOLUTE.matcher(target);
        if (!absolute.matches() || !isHost(absolute.group(1))) return false;
        request.headers().set(HttpHeaderNames.HOST, absolute.group(1));
        return true;
    }

    private static boolean hasHost(HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST);
        return host == null ? request.protocolVersion().equals(HttpVersion.HTTP_1_0) : isHost(host);
    }

    private static boolean isHost(String text) {
        if (text.length() > LONGEST_HOST) return false;
        Matcher host = HOST.matcher(text);
        if (!host.matches()) return false;
        String literal = host.group(2);
        String port = host.group(3);
        return (literal == null || NetUtil.isValidIpV6Address(literal))
                && (port == null || port.isEmpty() || Integer.parseInt(port) <= MOST_PORTS);
    }

    private static boolean isField(String name, String value) {
        if (!isToken(name)) return false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) return false;
        }
        return true;
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && TOKEN_MARKS.indexOf(c) < 0) return false;
        }
        return !text.isEmpty();
    }

    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) return false;
        return !text.isEmpty();
    }
}
