package chat.switchboard.http;

import static chat.switchboard.http.HttpsClient.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.switchboard.RunningServer;
import chat.switchboard.http.HttpsClient.Frames;
import chat.switchboard.kernel.Eventually;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// One process that stands on the internet by itself.
class TlsTest {
    @TempDir
    Path folder;

    private X509Bundle certificate;
    private RunningServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        certificate = HttpsClient.certificate();
        write(certificate.getCertificatePathPEM(), certificate.getPrivateKeyPEM());
        server = RunningServer.start(Map.of(
                "SWITCHBOARD_TLS_CERTIFICATE",
                folder.resolve("chain.pem").toString(),
                "SWITCHBOARD_TLS_KEY",
                folder.resolve("key.pem").toString(),
                "SWITCHBOARD_TLS_LOOK",
                "20ms",
                "SWITCHBOARD_REQUEST_HEAD_TIMEOUT",
                "2s"));
        url = "https://localhost:" + server.port();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void rest_polling_and_sockets_are_served() throws Exception {
        HttpsClient browser = new HttpsClient(url, certificate);
        var customer = browser.newCustomer();
        assertThat(customer.statusCode()).isEqualTo(201);
        assertThat(customer.version()).isEqualTo(Version.HTTP_1_1);
        assertThat(browser.get("/socket.io/?EIO=4&transport=polling", "Origin", url)
                        .body())
                .startsWith("0{");
        try (Frames frames = connected(browser, customer.body())) {
            assertThat(opened(frames, 0)).contains("\"ok\":true");
        }
        assertThatThrownBy(() -> browser.socket("https://localhost")).hasMessageContaining("WebSocketHandshake");
    }

    @Test
    void cookies_are_secure_and_come_back() {
        HttpsClient browser = new HttpsClient(url, certificate);
        String logIn = "{\"email\":\"admin@localhost\",\"password\":\"%s\"}".formatted(RunningServer.PASSWORD);
        var session = browser.post("/api/v1/sessions", logIn, "Origin", url, "Content-Type", "application/json");
        assertThat(session.headers().allValues("set-cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure"));
        assertThat(browser.post("/api/v1/sessions/refresh", "", "Origin", url).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void both_modern_versions_are_spoken(String version) throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(socket.getSession().getCipherSuite()).contains("GCM");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"
            })
    void ciphers_without_authenticated_encryption_are_not(String cipher) throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {cipher});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void what_is_no_tls_is_turned_away_in_silence() throws Exception {
        try (var log = new Heard(Logger.ROOT_LOGGER_NAME);
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket beneath = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
            assertThat(new String(plain.getInputStream().readAllBytes(), ISO_8859_1))
                    .doesNotContain("HTTP/1.1 200");
            HttpsClient.trusting(certificate)
                    .getSocketFactory()
                    .createSocket(beneath, "localhost", server.port(), false)
                    .getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\n".getBytes(ISO_8859_1));
            beneath.getOutputStream().write("no TLS".getBytes(ISO_8859_1));
            beneath.setSoTimeout(10_000);
            beneath.getInputStream().readAllBytes();
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void who_does_not_shake_hands_is_not_waited_for() throws Exception {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            silent.setSoTimeout(30_000);
            assertThat(silent.getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
    }

    @Test
    void a_renewed_certificate_is_shown_to_new_connections_and_open_ones_go_on() throws Exception {
        HttpsClient early = new HttpsClient(url, certificate);
        try (Frames frames = connected(early, early.newCustomer().body())) {
            X509Bundle renewed = HttpsClient.certificate();
            write(renewed.getCertificatePathPEM(), renewed.getPrivateKeyPEM());
            Eventually.until("the new certificate is shown", () -> isShown(renewed));
            assertThat(isShown(certificate)).isFalse();
            for (int i = 0; i < 20; i++) assertThat(opened(frames, i)).contains("\"ok\":true");
        }
    }

    @Test
    void files_that_do_not_fit_leave_the_old_certificate_in_use_and_are_told_once() throws Exception {
        X509Bundle other = HttpsClient.certificate();
        try (var log = new Heard(CertificateWatch.class.getName())) {
            write(other.getCertificatePathPEM(), certificate.getPrivateKeyPEM());
            Eventually.until("the wrong key is told", () -> log.warnings().size() == 1);
            write("nothing", other.getPrivateKeyPEM());
            Eventually.until(
                    "the missing certificate is told", () -> log.warnings().size() == 2);
            Files.delete(folder.resolve("chain.pem"));
            Eventually.until("the missing file is told", () -> log.warnings().size() == 3);
            assertThat(log.warnings().get(0)).contains("is not that of the first certificate");
            assertThat(log.warnings().get(1)).contains("has no certificate in it");
            assertThat(log.warnings().get(2)).contains("there is no file");
            assertThat(isShown(certificate)).isTrue();

            write(other.getCertificatePathPEM(), other.getPrivateKeyPEM());
            Eventually.until("the new pair is shown", () -> isShown(other));
            assertThat(log.warnings()).hasSize(3);
        }
    }

    private boolean isShown(X509Bundle expected) {
        try {
            return new HttpsClient(url, expected).get("/health/live").statusCode() == 200;
        } catch (java.util.concurrent.CompletionException _) {
            return false;
        }
    }

    private Frames connected(HttpsClient browser, String customer) throws InterruptedException {
        Frames frames = browser.socket(url);
        frames.next("0{");
        frames.send("40{\"token\":\"" + json(customer).get("token").textValue() + "\"}");
        frames.next("40{");
        return frames;
    }

    private static String opened(Frames frames, int number) throws InterruptedException {
        frames.send("42" + number + "[\"conversation.open\",{}]");
        return frames.next("43" + number + "[");
    }

    private SSLSocket socket() throws IOException {
        return (SSLSocket)
                HttpsClient.trusting(certificate).getSocketFactory().createSocket("localhost", server.port());
    }

    private void write(String chain, String key) throws IOException {
        replace("chain.pem", chain);
        replace("key.pem", key);
    }

    private void replace(String name, String content) throws IOException {
        Path written = Files.writeString(folder.resolve(name + ".new"), content);
        Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Warnings and worse of one logger and those below it.
    private static final class Heard implements AutoCloseable {
        private final ListAppender<ILoggingEvent> log = new ListAppender<>();
        private final Logger logger;

        Heard(String name) {
            logger = (Logger) LoggerFactory.getLogger(name);
            log.list = new java.util.concurrent.CopyOnWriteArrayList<>();
            log.start();
            logger.addAppender(log);
        }

        List<String> warnings() {
            return log.list.stream()
                    .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }

        @Override
        public void close() {
            logger.detachAppender(log);
        }
    }
}
