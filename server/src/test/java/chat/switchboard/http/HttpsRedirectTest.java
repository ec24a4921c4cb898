package chat.switchboard.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsRedirectTest {
    @TempDir
    static Path folder;

    static RunningServer toThePublicAddress;
    static RunningServer toTheHostAsked;

    @BeforeAll
    static void start() throws IOException {
        X509Bundle certificate = HttpsClient.certificate();
        Map<String, String> settings = Map.of(
                "SWITCHBOARD_TLS_CERTIFICATE",
                Files.writeString(folder.resolve("chain.pem"), certificate.getCertificatePathPEM())
                        .toString(),
                "SWITCHBOARD_TLS_KEY",
                Files.writeString(folder.resolve("key.pem"), certificate.getPrivateKeyPEM())
                        .toString(),
                "SWITCHBOARD_HTTP_REDIRECT_PORT",
                "0");
        toTheHostAsked = RunningServer.start(settings);
        var known = new HashMap<>(settings);
        known.put("SWITCHBOARD_PUBLIC_URL", "https://desk.example:8443");
        toThePublicAddress = RunningServer.start(known);
    }

    @AfterAll
    static void stop() {
        toTheHostAsked.close();
        toThePublicAddress.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, /",
        "GET, /dashboard/inbox?x=1&y=%20, /dashboard/inbox?x=1&y=%20",
        "GET, /health/live, /health/live",
        "GET, /metrics, /metrics",
        "HEAD, /widget.js, /widget.js",
        "POST, /api/v1/sessions, /api/v1/sessions",
        "DELETE, /socket.io/?EIO=4&transport=polling, /socket.io/?EIO=4&transport=polling",
        "GET, //evil.example/x, //evil.example/x",
        "GET, http://evil.example/x, /",
        "OPTIONS, *, /",
    })
    void everything_leads_to_the_same_path_at_the_public_address(String method, String target, String path)
            throws IOException {
        for (String host : new String[] {"desk.example", "evil.example", "127.0.0.1:8080"}) {
            String answer = answer(toThePublicAddress, method + " " + target, "Host: " + host + "\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 308 ")
                    .containsIgnoringCase("\r\nlocation: https://desk.example:8443" + path + "\r\n")
                    .doesNotContain("evil.example\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "desk.example, desk.example",
        "Desk.Example:80, desk.example",
        "127.0.0.1:8080, 127.0.0.1",
        "[::1]:80, [::1]",
    })
    void without_a_public_address_it_is_the_host_that_was_asked(String host, String expected) throws IOException {
        assertThat(answer(toTheHostAsked, "GET /x", "Host: " + host + "\r\n"))
                .containsIgnoringCase("\r\nlocation: https://" + expected + ":" + toTheHostAsked.port() + "/x\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host:\r\n",
                "Host: a b\r\n",
                "Host: evil.example/\r\n",
                "Host: evil.example#\r\n",
                "Host: evil.example?x\r\n",
                "Host: me@evil.example\r\n",
                "Host: evil.example\\\r\n",
                "Host: desk.example:port\r\n"
            })
    void a_host_that_is_none_leads_nowhere(String header) throws IOException {
        assertThat(answer(toTheHostAsked, "GET /x", header))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContainIgnoringCase("\r\nlocation:");
    }

    @Test
    void nothing_is_served_there_but_the_way() throws IOException {
        String upgrade = "Host: desk.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        String answer = answer(toTheHostAsked, "GET /socket.io/?EIO=4&transport=websocket", upgrade);
        assertThat(answer).startsWith("HTTP/1.1 308 ").doesNotContainIgnoringCase("strict-transport-security");
    }

    /// All that is said until the connection ends.
    private static String answer(RunningServer server, String request, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.redirectPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((request + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
