package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The process as `bin/start` runs it.
class MainTest {
    private static final Pattern LOG_IN = Pattern.compile("Log in as\\s+(\\S+)\\s+Password\\s+(\\S+)");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path data;

    final List<Process> processes = new ArrayList<>();
    final List<String> jvmOptions = new ArrayList<>();
    final Map<String, String> environment = new HashMap<>();

    @AfterEach
    void nothing_stays_behind() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            assertThat(process.waitFor(LIMIT)).isTrue();
        }
    }

    @Test
    void the_first_start_shows_the_passwords_and_no_later_one_does() throws Exception {
        Started first = start("--demo");
        Matcher accounts = LOG_IN.matcher(first.said());
        assertThat(accounts.find()).isTrue();
        assertThat(accounts.group(1)).isEqualTo("admin@localhost");
        assertThat(logIn(first, accounts.group(1), accounts.group(2))).contains("\"role\":\"admin\"");
        assertThat(accounts.find()).isTrue();
        String agent = logIn(first, accounts.group(1), accounts.group(2));
        assertThat(conversations(first, agent)).contains("Where is my order?", "رقم کی واپسی");
        assertThat(first.stop()).isEqualTo(143);

        Started second = start("--demo");
        assertThat(second.said()).contains("/dashboard/").doesNotContain("Password");
        assertThat(second.stop()).isEqualTo(143);
        assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_fresh_desk_is_neutral_and_the_demo_adds_its_own() throws Exception {
        Started neutral = start();
        assertThat(neutral.said()).doesNotContain("Demo shop");
        assertThat(get(neutral, "/demo").statusCode()).isEqualTo(404);
        assertThat(get(neutral, "/api/v1/faq-entries").body()).contains("\"items\":[]");
        assertThat(get(neutral, "/api/v1/categories").body())
                .contains("\"order\"", "\"other\"")
                .doesNotContain("rider");
        assertThat(neutral.stop()).isEqualTo(143);

        Started demo = start("--demo");
        assertThat(demo.said()).contains("Demo shop");
        assertThat(get(demo, "/api/v1/faq-entries").body()).contains("where-is-my-order");
        assertThat(get(demo, "/api/v1/categories").body()).contains("rider");
    }

    @Test
    void a_port_that_is_taken_ends_the_start_with_what_to_do() throws Exception {
        try (var taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            Process process = launch("--port", Integer.toString(port));
            List<String> said = new ArrayList<>();
            try (BufferedReader output = process.inputReader()) {
                output.lines().forEach(said::add);
            }
            assertThat(process.waitFor(LIMIT)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(said).contains("Port %d is in use; start with --port %d.".formatted(port, port + 1));
        }
    }

    @Test
    void with_a_certificate_everything_is_https_and_no_client_may_renegotiate() throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Path chain = Files.writeString(data.resolve("chain.pem"), certificate.getCertificatePathPEM());
        Path key = Files.writeString(data.resolve("key.pem"), certificate.getPrivateKeyPEM());
        environment.put("SWITCHBOARD_TLS_CERTIFICATE", chain.toString());
        environment.put("SWITCHBOARD_TLS_KEY", key.toString());
        Started server = start();
        assertThat(server.address().getScheme()).isEqualTo("https");

        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, certificate.toTrustManagerFactory().getTrustManagers(), null);
        try (var socket = (SSLSocket) trusting.getSocketFactory()
                .createSocket(server.address().getHost(), server.address().getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.startHandshake();
            socket.startHandshake();
            assertThatThrownBy(() -> {
                        while (socket.getInputStream().read() >= 0)
                            ;
                        throw new EOFException();
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        assertThat(server.stop()).isEqualTo(143);
    }

    @Test
    void a_certificate_that_is_not_there_ends_the_start_with_one_sentence() throws Exception {
        environment.put("SWITCHBOARD_TLS_CERTIFICATE", data.resolve("none.pem").toString());
        environment.put("SWITCHBOARD_TLS_KEY", data.resolve("none.key").toString());
        Process process = launch("--port", "0");
        List<String> said;
        try (BufferedReader output = process.inputReader()) {
            said = output.lines().toList();
        }
        assertThat(process.waitFor(LIMIT)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said)
                .contains("SWITCHBOARD_TLS_CERTIFICATE: there is no file " + data.resolve("none.pem") + ".")
                .noneMatch(line -> line.contains("Exception"));
    }

    private record Started(Process process, String said, URI address) {
        int stop() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(LIMIT)).isTrue();
            return process.exitValue();
        }
    }

    /// Requeue when the server says that it is running.
    private Started start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(arguments));
        Process process = launch(all.toArray(String[]::new));
        var said = new StringBuilder();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("Switchboard is running")) return new Started(process, said.toString(), address(said));
        }
        throw new AssertionError("It did not start:\n" + said);
    }

    /// Where digits, dates or letters are not those of English, and the day is another one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=ar -Duser.country=EG",
                "-Duser.language=th -Duser.country=TH -Duser.extensions=ca-buddhist,nu-thai"
            })
    void it_starts_and_serves_whatever_language_the_machine_speaks(String language) throws Exception {
        environment.put("TZ", "Asia/Karachi");
        environment.put("LC_ALL", "C.UTF-8");
        jvmOptions.addAll(List.of(language.split(" ")));
        Started server = start("--demo");
        Matcher accounts = LOG_IN.matcher(server.said());
        assertThat(accounts.find()).isTrue();
        String session = logIn(server, accounts.group(1), accounts.group(2));
        assertThat(session).contains("\"role\":\"admin\"").containsPattern("\"expiresAt\":\"20\\d\\d-\\d\\d-\\d\\dT");
        assertThat(conversations(server, session)).contains("Where is my order?");
        assertThat(get(server, "/metrics").body()).containsPattern("switchboard_sockets \\d");
        assertThat(server.stop()).isEqualTo(143);
    }

    private Process launch(String... arguments) throws IOException {
        List<String> command = Program.java(jvmOptions.toArray(String[]::new));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", Main.class.getName(), "--data", data.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static URI address(CharSequence said) {
        Matcher matcher = Pattern.compile("https?://\\S+(?=/dashboard/)").matcher(said);
        assertThat(matcher.find()).isTrue();
        return URI.create(matcher.group());
    }

    private static String logIn(Started server, String email, String password) throws Exception {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return send(HttpRequest.newBuilder(server.address().resolve("/api/v1/sessions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String conversations(Started server, String session) throws Exception {
        String token = new ObjectMapper().readTree(session).get("token").textValue();
        return send(HttpRequest.newBuilder(server.address().resolve("/api/v1/conversations"))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private static HttpResponse<String> get(Started server, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.address().resolve(path)).build(), BodyHandlers.ofString());
        }
    }

    private static String send(HttpRequest request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
