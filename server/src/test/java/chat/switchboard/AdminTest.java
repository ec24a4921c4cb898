package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.identity.Authenticator;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.postgres.TestPostgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first passwords and new ones, with processes as `bin/start` and `bin/admin` run them.
class AdminTest {
    private static final String GIVEN = "correct horse battery staple";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path data;

    final HttpClient client = HttpClient.newHttpClient();
    final List<Process> processes = new ArrayList<>();

    @AfterEach
    void nothing_stays_behind() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            assertThat(process.waitFor(LIMIT)).isTrue();
        }
        client.close();
    }

    @Test
    void a_first_password_is_held_to_the_policy_and_a_later_one_is_said_to_be_ignored() throws Exception {
        for (String unfit : List.of("a", "password1", " " + GIVEN, GIVEN + "\n")) {
            Ended refused = ended(server(Map.of("SWITCHBOARD_ADMIN_PASSWORD", unfit)));
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.lines()).hasSize(1);
            assertThat(refused.lines().getFirst()).startsWith("SWITCHBOARD_ADMIN_PASSWORD cannot be used: ");
        }
        Started first = start(Map.of("SWITCHBOARD_ADMIN_PASSWORD", GIVEN), "--demo");
        assertThat(first.said()).contains("as in SWITCHBOARD_ADMIN_PASSWORD").doesNotContain("is ignored");
        assertThat(logIn(first, "admin@localhost", GIVEN).statusCode()).isEqualTo(201);
        assertThat(logIn(first, "sana@localhost", GIVEN).statusCode()).isEqualTo(401);
        assertThat(logIn(first, "sana@localhost", password(first.said(), "sana@localhost"))
                        .statusCode())
                .isEqualTo(201);
        first.stop();

        Started same = start(Map.of("SWITCHBOARD_ADMIN_PASSWORD", GIVEN));
        assertThat(same.said()).doesNotContain("is ignored");
        same.stop();

        Started other = start(Map.of("SWITCHBOARD_ADMIN_PASSWORD", "another fine password"));
        assertThat(other.said())
                .contains("SWITCHBOARD_ADMIN_PASSWORD is ignored", "bin/admin reset-password admin@localhost");
        assertThat(logIn(other, "admin@localhost", GIVEN).statusCode()).isEqualTo(201);
    }

    @Test
    void a_forgotten_password_is_replaced_while_the_server_runs_and_while_it_does_not() throws Exception {
        Started running = start(Map.of("SWITCHBOARD_ADMIN_PASSWORD", GIVEN));
        String token = token(logIn(running, "admin@localhost", GIVEN));
        assertThat(me(running, token)).isEqualTo(200);

        Ended reset = admin("", "reset-password", "Admin@localhost");
        assertThat(reset.status()).as(reset.toString()).isZero();
        String made = password(String.join("\n", reset.lines()), "admin@localhost");
        assertThat(logIn(running, "admin@localhost", made).statusCode()).isEqualTo(201);
        assertThat(logIn(running, "admin@localhost", GIVEN).statusCode()).isEqualTo(401);
        assertThat(get(running, "/me/notices", token(logIn(running, "admin@localhost", made)))
                        .body())
                .contains("\"password_changed\"");
        Eventually.until("the old session ends", () -> me(running, token) == 401);
        running.stop();

        Ended again = admin("a third fine password\n", "reset-password", "admin@localhost", "--stdin");
        assertThat(again.status()).as(again.toString()).isZero();
        assertThat(String.join("\n", again.lines())).doesNotContain("third");
        Started later = start(Map.of());
        assertThat(logIn(later, "admin@localhost", "a third fine password").statusCode())
                .isEqualTo(201);

        oneSentence(admin("", "reset-password", "nobody@localhost"), "There is no account nobody@localhost.");
        oneSentence(admin("short\n", "reset-password", "admin@localhost", "--stdin"), "At least 8 characters.");
        oneSentence(admin("", "reset-password", "admin@localhost", "--stdin"), "There is no password");
        oneSentence(
                admin("", "reset-password", "admin@localhost", "--data", data + "/elsewhere"),
                "There is no database in ");
        assertThat(admin("", "--help").status()).isZero();
        assertThat(admin("", "remove-password", "admin@localhost").status()).isEqualTo(2);
    }

    @Test
    void the_one_admin_who_has_lost_the_app_and_the_recovery_codes_gets_in_again() throws Exception {
        Started running =
                start(Map.of("SWITCHBOARD_ADMIN_PASSWORD", GIVEN, "SWITCHBOARD_SECOND_FACTOR_ROLES", "admin"));
        String token = token(logIn(running, "admin@localhost", GIVEN));
        String secret = JSON.readTree(post(running, "/me/totp", token, "{}").body())
                .get("secret")
                .textValue();
        String code = "{\"code\":\"%s\"}".formatted(Authenticator.code(secret, 0));
        assertThat(post(running, "/me/totp", token, code).statusCode()).isEqualTo(200);
        assertThat(logIn(running, "admin@localhost", GIVEN).statusCode()).isEqualTo(401);

        Ended removed = admin("", "remove-second-factor", "Admin@localhost");
        assertThat(removed.status()).as(removed.toString()).isZero();
        Eventually.until("the session with the factor ends", () -> me(running, token) == 401);
        String later = token(logIn(running, "admin@localhost", GIVEN));
        assertThat(get(running, "/me/notices", later).body()).contains("\"second_factor_removed\"");
        assertThat(get(running, "/audit", later).body()).contains("\"second_factor_required\"");
        secret = JSON.readTree(post(running, "/me/totp", later, "{}").body())
                .get("secret")
                .textValue();
        code = "{\"code\":\"%s\"}".formatted(Authenticator.code(secret, 0));
        assertThat(post(running, "/me/totp", later, code).statusCode()).isEqualTo(200);
        assertThat(get(running, "/audit?action=second_factor.removed", later).body())
                .contains("\"system\"", "\"second_factor.removed\"");
        running.stop();

        assertThat(admin("", "remove-second-factor", "admin@localhost").status())
                .isZero();
        Ended none = admin("", "remove-second-factor", "admin@localhost");
        assertThat(none.status()).isZero();
        assertThat(none.lines()).containsExactly("admin@localhost has no second factor.");
        oneSentence(admin("", "remove-second-factor", "nobody@localhost"), "There is no account nobody@localhost.");
        assertThat(admin("", "remove-second-factor").status()).isEqualTo(2);
        assertThat(admin("", "remove-second-factor", "--stdin").status()).isEqualTo(2);
    }

    @Test
    void a_change_behind_the_audit_logs_back_is_named() throws Exception {
        try (TestPostgres database = TestPostgres.fresh()) {
            database.requests().transaction(Actor.SYSTEM, handle -> {
                for (int i = 0; i < 3; i++)
                    AuditLog.record(
                            handle,
                            AuditLog.Origin.SYSTEM,
                            "label.updated",
                            AuditLog.Subject.only("label"),
                            null,
                            "{}");
                return null;
            });
            Ended whole = verified(database);
            assertThat(whole.status()).as(whole.toString()).isZero();
            assertThat(whole.lines().getLast()).matches("All 3 entries .* Head: [0-9a-f]{64}");

            database.asSuperuser(handle -> handle.execute("UPDATE audit_entry SET after = '{ }' WHERE position = 2"));
            Ended broken = verified(database);
            assertThat(broken.status()).isEqualTo(1);
            assertThat(broken.lines().getLast()).startsWith("Entry 2 of the audit log (label.updated, ");
        }
    }

    private Ended verified(TestPostgres database) throws Exception {
        return ended(launch(Admin.class, database.asTheirOwn(), List.of("verify-audit", "--data", data.toString())));
    }

    private record Ended(int status, List<String> lines) {}

    private record Started(Process process, String said, URI address) {
        void stop() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(LIMIT)).isTrue();
        }
    }

    private static void oneSentence(Ended ended, String begin) {
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.lines()).hasSize(1);
        assertThat(ended.lines().getFirst()).startsWith(begin);
    }

    private Started start(Map<String, String> settings, String... arguments) throws IOException {
        Process process = server(settings, arguments);
        var said = new StringBuilder();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("Switchboard is running")) return new Started(process, said.toString(), address(said));
        }
        throw new AssertionError("It did not start:\n" + said);
    }

    private Process server(Map<String, String> settings, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--port", "0", "--data", data.toString()));
        all.addAll(List.of(arguments));
        return launch(Main.class, settings, all);
    }

    private Ended admin(String input, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--data")) all.addAll(List.of("--data", data.toString()));
        Process process = launch(Admin.class, Map.of(), all);
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        return ended(process);
    }

    private static Ended ended(Process process) throws Exception {
        List<String> lines = process.inputReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(process.waitFor(LIMIT)).isTrue();
        return new Ended(process.exitValue(), lines);
    }

    private Process launch(Class<?> main, Map<String, String> settings, List<String> arguments) throws IOException {
        List<String> command = Program.java("-XX:TieredStopAtLevel=1");
        command.add(main.getName());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
        builder.environment().put("SWITCHBOARD_HOST", "127.0.0.1");
        builder.environment().putAll(settings);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static URI address(CharSequence said) {
        Matcher matcher = Pattern.compile("http://\\S+(?=/dashboard/)").matcher(said);
        assertThat(matcher.find()).isTrue();
        return URI.create(matcher.group());
    }

    private static String password(String said, String email) {
        Matcher matcher = Pattern.compile("Log in as\\s+" + email + "\\s+Password\\s+(\\S+)")
                .matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> logIn(Started server, String email, String password) {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return send(HttpRequest.newBuilder(server.address().resolve("/api/v1/sessions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String token(HttpResponse<String> loggedIn) throws IOException {
        return JSON.readTree(loggedIn.body()).get("token").textValue();
    }

    private int me(Started server, String token) {
        return get(server, "/me", token).statusCode();
    }

    private HttpResponse<String> get(Started server, String path, String token) {
        return send(request(server, path, token).build());
    }

    private HttpResponse<String> post(Started server, String path, String token, String body) {
        return send(request(server, path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpRequest.Builder request(Started server, String path, String token) {
        return HttpRequest.newBuilder(server.address().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
