package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.switchboard.RunningServer;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real nginx in front, with the lines of `docs/running.md`: only ports and the certificate's files are others.
class NginxTest {
    private static final ObjectMapper JSON = new ObjectMapper();
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
        certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
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
        var page = get(client(), "/dashboard/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.version()).isEqualTo(Version.HTTP_2);
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("connect-src 'self'");
        URI elsewhere = page.uri()
                .resolve(get(client(), "/").headers().firstValue("location").orElseThrow());
        assertThat(elsewhere).hasToString(url + "/dashboard/");
    }

    @Test
    void sockets_open_for_pages_of_the_public_address_and_for_no_other() throws Exception {
        String token = json(newCustomer(client())).get("token").textValue();
        String handshake = "/socket.io/?EIO=4&transport=polling";
        var polled = get(client(), handshake, "Origin", url);
        assertThat(polled.statusCode()).isEqualTo(200);
        assertThat(polled.headers().firstValue("access-control-allow-origin")).contains(url);
        assertThat(get(client(), handshake, "Origin", "https://localhost").statusCode())
                .isEqualTo(403);

        try (Frames frames = Frames.open(url)) {
            assertThat(frames.next()).startsWith("0{");
            frames.send("40{\"token\":\"" + token + "\"}");
            assertThat(frames.next()).startsWith("40{");
            frames.send("420[\"conversation.open\",{}]");
            assertThat(frames.next("430")).contains("\"ok\":true");
        }
        assertThatRefused("https://evil.example");
    }

    @Test
    void polling_goes_through_too() throws Exception {
        HttpClient client = client();
        String token = json(newCustomer(client)).get("token").textValue();
        String path = "/socket.io/?EIO=4&transport=polling";
        String opening = get(client, path, "Origin", url).body();
        String session =
                path + "&sid=" + JSON.readTree(opening.substring(1)).get("sid").textValue();
        assertThat(post(client, session, "40{\"token\":\"" + token + "\"}", "Origin", url)
                        .body())
                .isEqualTo("ok");
        assertThat(get(client, session, "Origin", url).body()).startsWith("40{");
    }

    @Test
    void a_long_poll_waits_behind_the_proxy_and_hears_the_news() {
        HttpClient client = client();
        String token = json(newCustomer(client)).get("token").textValue();
        Rest ayesha = Rest.with(server, token);
        String id = ayesha.open("Hello");
        String news = "/api/v1/conversations/" + id + "/messages?after=1&wait=";
        Instant asked = Instant.now();
        assertThat(json(get(client, news + 2, "Authorization", "Bearer " + token))
                        .get("items"))
                .isEmpty();
        assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofSeconds(1));

        var waiting = client.sendAsync(
                request(news + 25, "Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
        Eventually.until(
                "somebody waits",
                () -> Rest.nobody(server).page("/metrics").text().contains("switchboard_long_polls 1.0"));
        ayesha.say(id, "News").is(201);
        assertThat(json(waiting.join()).at("/items/0/content").textValue()).isEqualTo("News");
    }

    @Test
    void limits_count_people_not_the_proxy_and_believe_no_header_of_theirs() throws Exception {
        HttpClient busy = client("127.0.0.9");
        for (int i = 0; i < CUSTOMERS_PER_ADDRESS; i++)
            assertThat(newCustomer(busy).statusCode()).isEqualTo(201);
        assertThat(newCustomer(busy).statusCode()).isEqualTo(429);
        assertThat(newCustomer(busy, "X-Forwarded-For", "203.0.113.7").statusCode())
                .isEqualTo(429);
        assertThat(newCustomer(client("127.0.0.10")).statusCode()).isEqualTo(201);
    }

    @Test
    void the_session_cookie_is_secure_and_comes_back() {
        HttpClient browser = clients().cookieHandler(new CookieManager()).build();
        String logIn = "{\"email\":\"admin@localhost\",\"password\":\"%s\"}".formatted(RunningServer.PASSWORD);
        var session = post(browser, "/api/v1/sessions", logIn, "Origin", url, "Content-Type", "application/json");
        assertThat(session.statusCode()).isEqualTo(201);
        assertThat(session.headers().allValues("set-cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "SameSite=Strict"));
        var refreshed = post(browser, "/api/v1/sessions/refresh", "", "Origin", url);
        assertThat(refreshed.statusCode()).isEqualTo(201);
        assertThat(json(refreshed).at("/account/role").textValue()).isEqualTo("admin");
    }

    private static void assertThatRefused(String origin) {
        try (Frames _ = Frames.open(origin)) {
            throw new AssertionError("A page of " + origin + " may open a socket");
        } catch (CompletionException refused) {
            assertThat(refused).hasMessageContaining("WebSocketHandshakeException");
        }
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
            throw new java.io.UncheckedIOException(e);
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

    private static HttpClient.Builder clients() {
        try {
            SSLContext trusting = SSLContext.getInstance("TLS");
            trusting.init(null, certificate.toTrustManagerFactory().getTrustManagers(), new SecureRandom());
            return HttpClient.newBuilder().sslContext(trusting);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient client() {
        return clients().build();
    }

    private static HttpClient client(String address) throws IOException {
        return clients().localAddress(InetAddress.getByName(address)).build();
    }

    private static HttpResponse<String> newCustomer(HttpClient client, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
        return post(client, "/api/v1/customer-sessions", "{}", all);
    }

    private static HttpResponse<String> get(HttpClient client, String path, String... headers) {
        return send(client, request(path, headers));
    }

    private static HttpResponse<String> post(HttpClient client, String path, String body, String... headers) {
        return send(client, request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// A socket of a page, frame by frame.
    private record Frames(WebSocket socket, BlockingQueue<String> received) implements AutoCloseable {
        static Frames open(String origin) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            URI address = URI.create(url.replace("https", "wss") + "/socket.io/?EIO=4&transport=websocket");
            WebSocket socket = client().newWebSocketBuilder()
                    .header("Origin", origin)
                    .buildAsync(address, new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            received.add(text.toString());
                            from.request(1);
                            return null;
                        }
                    })
                    .join();
            return new Frames(socket, received);
        }

        void send(String frame) {
            socket.sendText(frame, true).join();
        }

        String next() throws InterruptedException {
            return received.poll(20, TimeUnit.SECONDS);
        }

        /// The next that begins so; events in between are let go.
        String next(String beginning) throws InterruptedException {
            String frame = next();
            while (frame != null && !frame.startsWith(beginning)) frame = next();
            return frame;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
