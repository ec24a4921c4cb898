package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chat.switchboard.RunningServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that two programs may read differently (RFC 9112, RFC 9110 §5): each is refused and ends the connection,
/// so that nothing behind it is taken for a request.
class FramingTest {
    /// Behind each trick, to see whether it is served.
    private static final String SMUGGLED = "GET /health/live HTTP/1.1\r\nHost: smuggled\r\n\r\n";

    static final RunningServer server = RunningServer.start();

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                // Host, RFC 9112 §3.2
                arguments("no Host", 400, get("/", "")),
                arguments("two Hosts", 400, get("/", "Host: a", "Host: b")),
                arguments("two equal Hosts", 400, get("/", "Host: a", "Host: a")),
                arguments("an empty Host", 400, get("/", "Host: ")),
                arguments("a Host with user information", 400, get("/", "Host: me@a")),
                arguments("a Host with a path", 400, get("/", "Host: a/b")),
                arguments("a Host with a scheme", 400, get("/", "Host: http://a")),
                arguments("a list of Hosts", 400, get("/", "Host: a, b")),
                arguments("a Host with a space", 400, get("/", "Host: a b")),
                arguments("a port that is none", 400, get("/", "Host: a:http")),
                arguments("a port too high", 400, get("/", "Host: a:65536")),
                arguments("two ports", 400, get("/", "Host: a:1:2")),
                arguments("an address that is none", 400, get("/", "Host: [::z]")),
                arguments("half an address", 400, get("/", "Host: [::1")),
                arguments("an address without brackets", 400, get("/", "Host: ::1")),
                arguments("a Host with a broken escape", 400, get("/", "Host: a%4")),
                arguments("a Host with letters beyond ASCII", 400, get("/", "Host: a\u00e4")),
                arguments("no Host in absolute form", 400, get("http:///", "Host: a")),
                // Header fields, RFC 9112 §5, RFC 9110 §5.6.2
                arguments("an empty field name", 400, get("/", "Host: a", ": x")),
                arguments("a space before the colon", 400, get("/", "Host : a")),
                arguments("a tab before the colon", 400, get("/", "Host: a", "X\t: b")),
                arguments("a space before the name", 400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
                arguments("a space in the name", 400, get("/", "Host: a", "X Y: b")),
                arguments("a name that is no token", 400, get("/", "Host: a", "X(Y): b")),
                arguments("a name with a control character", 400, get("/", "Host: a", "X\u0001: b")),
                arguments("a name beyond ASCII", 400, get("/", "Host: a", "X\u00e4: b")),
                arguments("no colon", 400, get("/", "Host: a", "nonsense")),
                arguments("NUL in a value", 400, get("/", "Host: a", "X: b\u0000c")),
                arguments("another control character in a value", 400, get("/", "Host: a", "X: b\u0007c")),
                arguments("DEL in a value", 400, get("/", "Host: a", "X: b\u007fc")),
                arguments("a bare CR in a value", 400, get("/", "Host: a", "X: b\rc")),
                arguments("a bare LF for the end of a line", 400, "GET / HTTP/1.1\nHost: a\n\n"),
                arguments("a bare LF for the end of the head", 400, "GET / HTTP/1.1\r\nHost: a\r\n\n"),
                arguments("two Authorizations", 400, get("/", "Host: a", "Authorization: x", "Authorization: y")),
                arguments("two Content-Types", 400, get("/", "Host: a", "Content-Type: x", "Content-Type: y")),
                arguments("header fields without end", 431, get("/", "Host: a", "X: " + "x".repeat(20_000))),
                // Request line, RFC 9112 §3
                arguments("no version", 400, "GET /\r\nHost: a\r\n\r\n"),
                arguments("an old version", 400, "GET / HTTP/0.9\r\nHost: a\r\n\r\n"),
                arguments("a later version", 400, "GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
                arguments("version 2", 400, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
                arguments("the preface of HTTP/2", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                arguments("a version that is none", 400, "GET / HTTP/x\r\nHost: a\r\n\r\n"),
                arguments("another protocol", 400, "GET / ICY/1.1\r\nHost: a\r\n\r\n"),
                arguments("a lower-case version", 400, "GET / http/1.1\r\nHost: a\r\n\r\n"),
                arguments("a method that is no token", 400, "G@T / HTTP/1.1\r\nHost: a\r\n\r\n"),
                arguments("a target beyond ASCII", 400, get("/\u00e4", "Host: a")),
                arguments("a control character in the target", 400, get("/\u0001", "Host: a")),
                arguments("a fragment", 400, get("/#x", "Host: a")),
                arguments("a target without a slash", 400, get("health/live", "Host: a")),
                arguments("another scheme", 400, get("ftp://a/", "Host: a")),
                arguments("an authority with user information", 400, get("http://me@a/", "Host: a")),
                arguments("a tunnel", 400, "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n"),
                arguments("an asterisk for GET", 400, get("*", "Host: a")),
                arguments("a request line without end", 414, get("/" + "x".repeat(9_000), "Host: a")),
                arguments("TLS", 400, "\u0016\u0003\u0001 hello\r\n\r\n"),
                // Message bodies, RFC 9112 §6
                arguments("both framings", 400, post("Content-Length: 5", "Transfer-Encoding: chunked")),
                arguments(
                        "both framings, the other order", 400, post("Transfer-Encoding: chunked", "Content-Length: 5")),
                arguments("two lengths", 400, post("Content-Length: 5", "Content-Length: 6")),
                arguments("two equal lengths", 400, post("Content-Length: 5", "Content-Length: 5")),
                arguments("a list of lengths", 400, post("Content-Length: 5, 5")),
                arguments("a negative length", 400, post("Content-Length: -5")),
                arguments("a signed length", 400, post("Content-Length: +5")),
                arguments("a hexadecimal length", 400, post("Content-Length: 0x5")),
                arguments("a length with a space", 400, post("Content-Length: 1 0")),
                arguments("an empty length", 400, post("Content-Length: ")),
                arguments("a length beyond all numbers", 400, post("Content-Length: 99999999999999999999")),
                arguments("a length in other digits", 400, post("Content-Length: \u00b2")),
                arguments("an unknown coding", 400, post("Transfer-Encoding: cow")),
                arguments("identity", 400, post("Transfer-Encoding: identity")),
                arguments("gzip before chunked", 400, post("Transfer-Encoding: gzip, chunked")),
                arguments("chunked before gzip", 400, post("Transfer-Encoding: chunked, gzip")),
                arguments("chunked twice", 400, post("Transfer-Encoding: chunked, chunked")),
                arguments(
                        "chunked in two fields", 400, post("Transfer-Encoding: chunked", "Transfer-Encoding: chunked")),
                arguments(
                        "chunked and another in two fields",
                        400,
                        post("Transfer-Encoding: chunked", "Transfer-Encoding: x")),
                arguments("an empty coding", 400, post("Transfer-Encoding: ")),
                arguments("a quoted coding", 400, post("Transfer-Encoding: \"chunked\"")),
                arguments("a coding with a parameter", 400, post("Transfer-Encoding: chunked;q=1")),
                arguments("a coding behind a vertical tab", 400, post("Transfer-Encoding: \u000bchunked")),
                arguments(
                        "a coding in HTTP/1.0",
                        400,
                        "POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"),
                arguments("another expectation", 417, post("Expect: 200-ok", "Content-Length: 5")),
                // Chunks, RFC 9112 §7.1
                arguments("a chunk without a size", 400, chunks("\r\nhello\r\n0\r\n\r\n")),
                arguments("a chunk size that is none", 400, chunks("x\r\nhello\r\n0\r\n\r\n")),
                arguments("a negative chunk size", 400, chunks("-5\r\nhello\r\n0\r\n\r\n")),
                arguments("a prefixed chunk size", 400, chunks("0x5\r\nhello\r\n0\r\n\r\n")),
                arguments("a chunk size beyond all numbers", 400, chunks("fffffffffffffffff\r\nhello\r\n0\r\n\r\n")),
                arguments("a chunk longer than its size", 400, chunks("3\r\nhello\r\n0\r\n\r\n")),
                arguments("a bare LF behind a chunk size", 400, chunks("5\nhello\r\n0\r\n\r\n")),
                arguments("a bare LF behind a chunk", 400, chunks("5\r\nhello\n0\r\n\r\n")),
                arguments("a bare CR in a chunk extension", 400, chunks("5;a\rb\r\nhello\r\n0\r\n\r\n")),
                arguments("a malformed trailer", 400, chunks("5\r\nhello\r\n0\r\nX : y\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void is_refused_and_ends_the_connection(String trick, int status, String request) {
        String answer = RawConnection.exchange(server, request + SMUGGLED);
        int answered = RawConnection.status(answer);
        assertThat(answered).describedAs(answer).isIn(status, 505);
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .contains("connection: close", "application/problem+json", "x-content-type-options: nosniff");
        assertThat(RawConnection.answers(answer)).describedAs(answer).isEqualTo(1);
    }

    static Stream<Arguments> understood() {
        return Stream.of(
                arguments("plain", get("/health/live", "Host: a")),
                arguments("a name with a port", get("/health/live", "Host: shop.example:8080")),
                arguments("an empty port", get("/health/live", "Host: a:")),
                arguments("an IPv4 address", get("/health/live", "Host: 127.0.0.1:80")),
                arguments("an IPv6 address", get("/health/live", "Host: [2001:db8::1]:80")),
                arguments("an underscore", get("/health/live", "Host: my_host")),
                arguments("spaces around a value", get("/health/live", "Host:   a \t")),
                arguments("absolute form", get("http://a/health/live", "Host: a")),
                arguments("absolute form wins over Host", get("http://a/health/live", "Host: b")),
                arguments("absolute form with https", get("https://a:1/health/live", "Host: a:1")),
                arguments("HTTP/1.0 with Host", "GET /health/live HTTP/1.0\r\nHost: a\r\n\r\n"),
                arguments("HTTP/1.0 without Host", "GET /health/live HTTP/1.0\r\n\r\n"),
                arguments("an empty line before the request", "\r\n" + get("/health/live", "Host: a")),
                arguments("a folded line", get("/health/live", "Host: a", "X: b\r\n c")),
                arguments("a body on GET", get("/health/live", "Host: a", "Content-Length: 5") + "hello"),
                arguments(
                        "a body in chunks on GET",
                        get("/health/live", "Host: a", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n"),
                arguments(
                        "chunk extensions and trailers",
                        get("/health/live", "Host: a", "Transfer-Encoding: CHUNKED")
                                + "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("understood")
    void is_understood(String form, String request) {
        String last = "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        String answers = RawConnection.exchange(server, request + last);
        assertThat(answers).matches("(?s)HTTP/1\\.[01] 200 .*").doesNotContain(" 400 ", " 404 ");
        assertThat(RawConnection.answers(answers)).isEqualTo(form.startsWith("HTTP/1.0") ? 1 : 2);
    }

    @Test
    void a_trick_behind_good_requests_is_refused_after_their_answers() {
        String good = get("/health/live", "Host: a");
        String answers = RawConnection.exchange(server, good + good + get("/", "") + SMUGGLED);
        assertThat(answers.replaceAll("(?s)HTTP/1\\.1 (\\d+).*?(?=HTTP/1\\.1|$)", "$1 "))
                .isEqualTo("200 200 400 ");
    }

    private static String get(String target, String... fields) {
        return "GET " + target + " HTTP/1.1\r\n" + lines(fields) + "\r\n";
    }

    private static String post(String... fields) {
        return "POST /api/v1/customer-sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + lines(fields) + "\r\n";
    }

    private static String chunks(String body) {
        return post("Transfer-Encoding: chunked") + body;
    }

    private static String lines(String... fields) {
        var lines = new StringBuilder();
        for (String field : fields) if (!field.isEmpty()) lines.append(field).append("\r\n");
        return lines.toString();
    }
}
