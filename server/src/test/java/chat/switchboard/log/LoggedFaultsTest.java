package chat.switchboard.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.TestPostgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the log of production makes of faults and of texts that try to forge it.
class LoggedFaultsTest {
    static final TestPostgres postgres = TestPostgres.fresh();
    static final String SENT = "secret-7f3a\n2026-01-01T00:00:00.000Z ERROR Forged it";
    static final LoggerContext context = new LoggerContext();
    static final ConsoleAppender<ILoggingEvent> console = console();

    @AfterAll
    static void drop() {
        context.stop();
        postgres.close();
    }

    static Stream<ThrowingCallable> faults() {
        UUID id = UUID.randomUUID();
        return Stream.of(
                () -> sql("SELECT CAST(? AS uuid)"),
                () -> sql("SELECT CAST(? AS timestamptz)"),
                () -> sql("SELECT CAST(? AS jsonb)"),
                () -> sql("INSERT INTO category (slug, name_en, name_ur, display_order) VALUES (?, 'x', 'x', 1)"),
                () -> sql("INSERT INTO account (id, email, name, role) VALUES (gen_random_uuid(), ?, '', 'agent')"),
                () -> postgres.requests()
                        .transaction(
                                Actor.SYSTEM,
                                handle -> handle.createUpdate(
                                                "INSERT INTO department (id, name) VALUES (:id, :name), (:id, :name)")
                                        .bind("id", id)
                                        .bind("name", SENT)
                                        .execute()),
                () -> UUID.fromString(SENT),
                () -> Long.parseLong(SENT),
                () -> Instant.parse(SENT),
                () -> Path.of(SENT + "\0"),
                () -> new ObjectMapper().readTree(SENT),
                () -> new ObjectMapper().readValue("{\"" + SENT.replace("\n", "") + "\":1}", Actor.Admin.class),
                () -> {
                    try {
                        new ObjectMapper().readTree(SENT);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                () -> {
                    throw new CompletionException(new IllegalStateException(SENT));
                },
                () -> {
                    var fault = new IllegalStateException();
                    fault.addSuppressed(new IllegalArgumentException(SENT));
                    throw fault;
                });
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_shows_where_it_happened_and_nothing_that_was_sent(ThrowingCallable fault) {
        Throwable thrown = catchThrowable(fault);
        String logged = logged("A fault", thrown);
        assertThat(logged).contains(thrown.getClass().getName(), "    at ").doesNotContain("7f3a", "Forged");
        assertThat(logged.lines().skip(1)).allMatch(line -> line.startsWith("  "));
        assertThat(LogText.line(thrown))
                .contains(thrown.getClass().getSimpleName())
                .doesNotContain("7f3a", "Forged", "\n");
    }

    @Test
    void a_database_error_names_its_state_and_the_schema() {
        Throwable thrown = catchThrowable(
                () -> sql("INSERT INTO category (slug, name_en, name_ur, display_order) VALUES (?, 'x', 'x', 1)"));
        assertThat(logged("A fault", thrown)).contains("SQL state 23514", "table category", "category_slug_check");
    }

    @Test
    void what_the_machine_says_is_kept() {
        assertThat(LogText.line(new UncheckedIOException(new NoSuchFileException("/data/secret"))))
                .isEqualTo("UncheckedIOException < NoSuchFileException: /data/secret");
        assertThat(LogText.line(new SQLException("No space left on device", "53100")))
                .isEqualTo("SQLException: SQL state 53100, No space left on device");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r",
                "\r\n",
                "\u0000",
                "\t",
                "\u001b[2J",
                "\u007f",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u202e",
                "\u200f",
                "\u2066",
                "\ufeff",
                "\ud800",
                "\ue000"
            })
    void nothing_that_is_not_seen_or_moves_what_is_seen_reaches_a_line(String odd) {
        String logged = logged("Somebody is called A" + odd + "B", null);
        assertThat(logged).matches("\\S+Z INFO  test Somebody is called A(\\[u[0-9a-f]{4,}])+(\\[2J)?B\n");
    }

    @Test
    void words_in_any_language_stay_readable() {
        String words = "Grüße, سلام, 你好, 🙂: [x] \\ \"y\"";
        assertThat(logged(words, null)).endsWith(words + "\n");
    }

    /// The converters see objects; a message that was already made of a fault's words is out of their hands.
    @Test
    void no_line_is_made_of_the_words_of_an_exception() throws IOException {
        Pattern words =
                Pattern.compile("LOG\\s*\\.\\w+\\([^;]*(\\.getMessage\\(\\)|\\.toString\\(\\)|getLocalizedMessage)");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> offending = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> words.matcher(text(file)).find())
                    .toList();
            assertThat(offending).isEmpty();
        }
    }

    private static int sql(String statement) {
        return postgres.requests().transaction(Actor.SYSTEM, handle -> handle.execute(statement, SENT));
    }

    private static String logged(String message, Throwable fault) {
        var event = new LoggingEvent("test", context.getLogger("test"), Level.INFO, message, fault, null);
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private static ConsoleAppender<ILoggingEvent> console() {
        try {
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LogText.class.getResource("/logback.xml"));
            return (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("console");
        } catch (ch.qos.logback.core.joran.spi.JoranException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
