package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.contract.Contract;
import chat.switchboard.http.api.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every answer of every path, whatever its method and status, tells browsers what to refuse.
class SecurityHeadersTest {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW");

    @TempDir
    static Path home;

    static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        write("widget/dist/widget.js");
        write("widget/dist/app/index.html");
        write("widget/dist/app/assets/app-Ci1qSL7a.js");
        write("widget/dist/demo/index.html");
        write("widget/dist/preview/index.html");
        write("dashboard/dist/index.html");
        server = RunningServer.start(
                Map.of("SWITCHBOARD_PUBLIC_URL", "https://chat.example", "SWITCHBOARD_DEMO", "true"), home);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> requests() {
        Stream<String> api = Contract.load().operations().stream()
                .map(operation -> Api.ROOT + operation.path().replace("{id}", "0198c0de-0001-7000-8000-000000000001"));
        Stream<String> others = Stream.of(
                "/",
                "/dashboard",
                "/dashboard/",
                "/dashboard/inbox",
                "/dashboard/missing.js",
                "/widget",
                "/widget/",
                "/widget/assets/app-Ci1qSL7a.js",
                "/widget.js",
                "/widget-preview/",
                "/demo",
                "/nothing",
                "/favicon.ico",
                "/metrics",
                "/health/live",
                "/health/ready",
                "/api/v1",
                "/api/v1/",
                "/api/v1/openapi.json",
                "/api/v1/asyncapi.json",
                "/api/v1/nothing",
                "/socket.io/",
                "/socket.io/?EIO=4&transport=polling",
                "/socket.io/?EIO=3&transport=polling",
                "/socket.io/?EIO=4&transport=websocket",
                "/socket.io/?EIO=4&transport=polling&sid=unknown");
        return Stream.concat(api.distinct(), others)
                .flatMap(path -> METHODS.stream().map(method -> Arguments.of(method, path)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void says_what_browsers_shall_refuse(String method, String path) {
        isProtected(path, head("%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(method, path)));
    }

    @ParameterizedTest
    @MethodSource("chat.switchboard.http.FramingTest#refused")
    void what_is_not_http_is_told_so_too(String trick, int status, String request) {
        isProtected("", head(request));
    }

    @Test
    void a_file_that_has_not_changed_keeps_its_policy() {
        String first = "GET /dashboard/ HTTP/1.1\r\nHost: a\r\n";
        String tag = head(first + "Connection: close\r\n\r\n").get("etag");
        var unchanged = head(first + "If-None-Match: " + tag + "\r\nConnection: close\r\n\r\n");
        assertThat(unchanged.get("")).contains(" 304 ");
        isProtected("/dashboard/", unchanged);
        assertThat(unchanged.get("content-security-policy")).contains("script-src 'self'");
    }

    @Test
    void a_server_that_is_reached_by_http_does_not_ask_for_https() {
        try (RunningServer plain = RunningServer.start()) {
            String answer = RawConnection.exchange(plain, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("strict-transport-security");
        }
    }

    private static void isProtected(String path, Map<String, String> head) {
        assertThat(head).describedAs(head.toString()).containsEntry("x-content-type-options", "nosniff");
        assertThat(head).containsEntry("referrer-policy", "no-referrer");
        assertThat(head).containsEntry("strict-transport-security", "max-age=31536000");
        assertThat(head).containsEntry("cross-origin-opener-policy", "same-origin");
        assertThat(head.get("date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        assertThat(head.get("cross-origin-resource-policy")).isIn("same-origin", "cross-origin");
        String policy = head.get("content-security-policy");
        assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe");
        if (path.equals("/widget/") && head.get("").contains(" 200 ")) {
            assertThat(policy).contains("frame-ancestors *");
            assertThat(head).doesNotContainKey("x-frame-options");
        } else if (path.equals("/widget-preview/") && head.get("").contains(" 200 ")) {
            assertThat(policy).contains("frame-ancestors 'self'");
        } else {
            assertThat(policy).contains("frame-ancestors 'none'");
            assertThat(head).containsEntry("x-frame-options", "DENY");
        }
    }

    /// Header fields by their names in small letters; the status line under the empty name. No name occurs twice.
    private static Map<String, String> head(String request) {
        String answer = RawConnection.exchange(server, request);
        Map<String, String> head = new TreeMap<>();
        for (String line : answer.split("\r\n\r\n", 2)[0].split("\r\n")) {
            int colon = head.isEmpty() ? 0 : line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = colon == 0 ? line : line.substring(colon + 1).strip();
            assertThat(head.put(name, value)).describedAs(name).isIn(null, "Origin", "Accept-Encoding");
        }
        return head;
    }

    private static void write(String path) throws IOException {
        Path file = home.resolve("web").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content");
    }
}
