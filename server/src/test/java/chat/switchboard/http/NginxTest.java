package chat.switchboard.http;

import static chat.switchboard.http.HttpsClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.switchboard.RunningServer;
import chat.switchboard.http.HttpsClient.Frames;
import chat.switchboard.kernel.Eventually;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real nginx in front, with the lines of `docs/running.md`: only ports and the certificate's files are others.
class NginxTest {
    private static final int CUSTOMERS_PER_ADDRESS = 20;

    @TempDir
    static Path folder;

    static X509Bundle certificate;
    static Process nginx;
    static RunningServer server;
    static String url;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                isInstalled(),
                "nginx is missing: install it with your package manager, so that the documented proxy is tested.");
        certificate = HttpsClient.certificate();
        int port = freePort();
        url = "https://localhost:" + port;
        Path dashboard = Files.createDirectories(folder.resolve("home/web/dashboard/dist"));
        Files.writeString(dashboard.resolve("index.html"), "<p>dashboard</p>");
        server = RunningServer.start(
                Map.of(
                        "SWITCHBOARD_PUBLIC_URL",
                        url,
                        "SWITCHBOARD_TRUSTED_PROXIES",
                        "1",
                        "SWITCHBOARD_NEW_CUSTOMERS_PER_ADDRESS",
                        Integer.toString(CUSTOMERS_PER_ADDRESS)),
                folder.resolve("home"));
        startNginx(port);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (nginx != null) {
            nginx.destroy();
            assertThat(nginx.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        if (server != null) server.close();
    }

    @Test
    void pages_travel_by_http_2_and_redirects_stay_at_the_public_address() {
        var page = client().get("/dashboard/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.version()).isEqualTo(Version.HTTP_2);
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("connect-src 'self'");
        URI elsewhere = page.uri()
                .resolve(client().get("/").headers().firstValue("location").orElseThrow());
        assertThat(elsewhere).hasToString(url + "/dashboard/");
    }

    @Test
    void sockets_open_for_pages_of_the_public_address_and_for_no_other() throws Exception {
        HttpsClient client = client();
        String token = json(client.newCustomer()).get("token").textValue();
        String handshake = "/socket.io/?EIO=4&transport=polling";
        var polled = client.get(handshake, "Origin", url);
        assertThat(polled.statusCode()).isEqualTo(200);
        assertThat(polled.headers().firstValue("access-control-allow-origin")).contains(url);
        assertThat(client.get(handshake, "Origin", "https://localhost").statusCode())
                .isEqualTo(403);

        try (Frames frames = client.socket(url)) {
            frames.next("0{");
            frames.send("40{\"token\":\"" + token + "\"}");
            frames.next("40{");
            frames.send("420[\"conversation.open\",{}]");
            assertThat(frames.next("430")).contains("\"ok\":true");
        }
        assertThatThrownBy(() -> client.socket("https://evil.example"))
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void polling_goes_through_too() {
        HttpsClient client = client();
        String token = json(client.newCustomer()).get("token").textValue();
        String path = "/socket.io/?EIO=4&transport=polling";
        String opening = client.get(path, "Origin", url).body();
        String session = path + "&sid=" + json(opening.substring(1)).get("sid").textValue();
        assertThat(client.post(session, "40{\"token\":\"" + token + "\"}", "Origin", url)
                        .body())
                .isEqualTo("ok");
        assertThat(client.get(session, "Origin", url).body()).startsWith("40{");
    }

    @Test
    void a_long_poll_waits_behind_the_proxy_and_hears_the_news() {
        HttpsClient client = client();
        String token = json(client.newCustomer()).get("token").textValue();
        Rest ayesha = Rest.with(server, token);
        String id = ayesha.open("Hello");
        String last = ayesha.get("/conversations/" + id).at("/lastSeq");
        String news = "/api/v1/conversations/" + id + "/messages?after=" + last + "&wait=";
        Instant asked = Instant.now();
        assertThat(json(client.get(news + 2, "Authorization", "Bearer " + token))
                        .get("items"))
                .isEmpty();
        assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofSeconds(1));

        var waiting = client.getLater(news + 25, "Authorization", "Bearer " + token);
        Eventually.until(
                "somebody waits",
                () -> Rest.nobody(server).page("/metrics").text().contains("switchboard_long_polls 1.0"));
        ayesha.say(id, "LongPoll").is(201);
        assertThat(json(waiting.join()).at("/items/0/content").textValue()).isEqualTo("LongPoll");
    }

    @Test
    void limits_count_people_not_the_proxy_and_believe_no_header_of_theirs() {
        HttpsClient busy = HttpsClient.from("127.0.0.9", url, certificate);
        for (int i = 0; i < CUSTOMERS_PER_ADDRESS; i++)
            assertThat(busy.newCustomer().statusCode()).isEqualTo(201);
        assertThat(busy.newCustomer().statusCode()).isEqualTo(429);
        assertThat(busy.newCustomer("X-Forwarded-For", "203.0.113.7").statusCode())
                .isEqualTo(429);
        assertThat(HttpsClient.from("127.0.0.10", url, certificate)
                        .newCustomer()
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void the_session_cookie_is_secure_and_comes_back() {
        HttpsClient browser = client();
        String logIn = "{\"email\":\"admin@localhost\",\"password\":\"%s\"}".formatted(RunningServer.PASSWORD);
        var session = browser.post("/api/v1/sessions", logIn, "Origin", url, "Content-Type", "application/json");
        assertThat(session.statusCode()).isEqualTo(201);
        assertThat(session.headers().allValues("set-cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "SameSite=Strict"));
        var refreshed = browser.post("/api/v1/sessions/refresh", "", "Origin", url);
        assertThat(refreshed.statusCode()).isEqualTo(201);
        assertThat(json(refreshed).at("/account/role").textValue()).isEqualTo("admin");
    }

    private static HttpsClient client() {
        return new HttpsClient(url, certificate);
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("nginx", "-v")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notFound) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One process, in the foreground, that writes into the test's folder only.
    private static void startNginx(int port) throws IOException {
        Files.writeString(folder.resolve("chain.pem"), certificate.getCertificatePathPEM());
        Files.writeString(folder.resolve("key.pem"), certificate.getPrivateKeyPEM());
        String paths = Stream.of("client_body", "proxy", "fastcgi", "scgi", "uwsgi")
                .map(part -> part + "_temp_path " + folder.resolve(part) + ";\n")
                .reduce("", String::concat);
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log stderr;
                events {}
                http {
                access_log off;
                %2$s
                %3$s
                }
                """.formatted(folder, paths, documentedConfiguration(port)));
        Path log = folder.resolve("nginx.log");
        nginx = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Eventually.until("nginx listens", () -> {
            assertThat(nginx.isAlive()).as(() -> read(log)).isTrue();
            return accepts(port);
        });
    }

    private static String documentedConfiguration(int port) {
        Matcher block =
                Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL).matcher(read(Path.of("../docs/running.md")));
        assertThat(block.find()).isTrue();
        return Map.of(
                        "listen 443 ", "listen 127.0.0.1:" + port + " ",
                        "/etc/ssl/support.example.com.pem",
                                folder.resolve("chain.pem").toString(),
                        "/etc/ssl/support.example.com.key",
                                folder.resolve("key.pem").toString(),
                        "http://127.0.0.1:8080", server.uri("").toString())
                .entrySet()
                .stream()
                .reduce(
                        block.group(1),
                        (text, change) -> {
                            assertThat(text).containsOnlyOnce(change.getKey());
                            return text.replace(change.getKey(), change.getValue());
                        },
                        (one, _) -> one);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accepts(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
