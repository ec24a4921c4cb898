package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.kernel.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// A cluster that exists already: creating one for each test would take most of the time.
    @TempDir
    static Path created;

    @TempDir
    Path folder;

    @BeforeAll
    static void create() {
        Postgres.start(TestPostgres.settings(created)).close();
    }

    @BeforeEach
    void copy() throws Exception {
        Process copy = new ProcessBuilder("cp", "-a", created + "/.", folder.toString()).start();
        assertThat(copy.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_killed_process_leaves_no_orphan_and_loses_nothing_committed(boolean watchdogToo) throws Exception {
        WritingProcess other = WritingProcess.start(folder);
        List<UUID> acknowledged = new ArrayList<>(other.acknowledged(100));
        ProcessHandle orphan = postmaster();
        other.kill(watchdogToo);
        acknowledged.addAll(other.rest());
        try (Postgres postgres = start()) { // at once: it has to wait for the old one, or stop it
            assertThat(orphan.isAlive()).isFalse();
            assertThat(customers(postgres)).containsAll(acknowledged);
        }
    }

    @Test
    void without_a_new_start_the_watchdog_alone_ends_the_orphan() throws Exception {
        WritingProcess other = WritingProcess.start(folder);
        other.acknowledged(1);
        ProcessHandle orphan = postmaster();
        other.kill(false);
        await(() -> !orphan.isAlive());
        assertThat(Postmaster.of(folder.resolve(Cluster.MAJOR_VERSION)))
                .as("it shut down in order")
                .isEmpty();
    }

    @Test
    void a_second_start_on_the_same_folder_is_refused_and_says_by_whom() throws Exception {
        try (Postgres _ = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(PostgresStartException.class)
                    .hasMessageContaining(folder.toRealPath().toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_second_start_by_another_process_is_refused() throws Exception {
        try (Postgres postgres = start()) {
            assertThatThrownBy(this::start)
                    .as("which must not loosen the lock")
                    .isInstanceOf(PostgresStartException.class);
            WritingProcess other = WritingProcess.start(folder);
            String said = new String(other.process().getInputStream().readAllBytes());
            assertThat(other.process().waitFor()).isNotZero();
            assertThat(said)
                    .contains("in use by another Switchboard, process "
                            + ProcessHandle.current().pid());
            assertThat(customers(postgres)).isEmpty();
        }
    }

    @Test
    void closing_leaves_no_process_and_no_lock() throws Exception {
        Postgres postgres = start();
        ProcessHandle server = postmaster();
        postgres.close();
        assertThat(server.isAlive()).isFalse();
        start().close();
    }

    @Test
    void a_killed_server_comes_back_on_the_same_port() throws Exception {
        try (Postgres postgres = start()) {
            UUID before = insert(postgres);
            ProcessHandle killed = postmaster();
            killed.destroyForcibly();
            // A backend of the killed server may answer once more: only what its successor says counts.
            await(() -> isSucceeded(killed) && answers(postgres));
            assertThat(customers(postgres)).contains(before);
        }
    }

    @Test
    void a_process_number_that_now_belongs_to_somebody_else_does_not_stop_a_start() throws Exception {
        start().close();
        Path pidFile = folder.resolve(Cluster.MAJOR_VERSION).resolve("postmaster.pid");
        long somebody = ProcessHandle.current().pid();
        Files.writeString(pidFile, "%d\n%s\n0\n1\n\n\n0 0\nready\n".formatted(somebody, pidFile.getParent()));
        try (Postgres postgres = start()) {
            assertThat(answers(postgres)).isTrue();
        }
    }

    /// As in a container: root, but without `unshare`. Everything has to be where `nobody` may go.
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void where_root_may_not_have_a_namespace_it_runs_as_nobody() throws Exception {
        Path path = folder.resolve("path");
        Files.createDirectory(path);
        for (String program : List.of("sh", "setpriv", "setsid", "test", "sleep")) {
            Files.copy(Path.of("/usr/bin", program), path.resolve(program), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        WritingProcess other = WritingProcess.start(folder, folder.resolve("binaries"), path.toString());
        other.acknowledged(1);
        assertThat(postmaster().info().user()).contains("nobody");
        other.kill(false);
        ProcessHandle orphan = postmaster();
        await(() -> !orphan.isAlive());
    }

    @Test
    void passwords_and_data_are_for_the_owner_only() throws Exception {
        start().close();
        assertThat(permissions(folder.resolve("passwords.properties"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve(Cluster.MAJOR_VERSION))).isEqualTo("rwx------");
    }

    @Test
    void nobody_gets_in_without_a_password() throws Exception {
        try (Postgres _ = start()) {
            var wrong = new Login(
                    "jdbc:postgresql://127.0.0.1:%s/switchboard".formatted(port()), Roles.APPLICATION, "wrong");
            assertThatThrownBy(() -> wrong.connect(PostgresSettings.TimeLimits.usual()))
                    .hasMessageContaining("password authentication failed");
        }
    }

    private Postgres start() {
        return Postgres.start(TestPostgres.settings(folder));
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Postmaster.of(folder.resolve(Cluster.MAJOR_VERSION))
                .orElseThrow()
                .pid();
        return ProcessHandle.of(pid).orElseThrow();
    }

    private String port() throws IOException {
        return Files.readAllLines(folder.resolve(Cluster.MAJOR_VERSION).resolve("postmaster.pid"))
                .get(3);
    }

    private boolean isSucceeded(ProcessHandle killed) {
        try {
            return postmaster().pid() != killed.pid();
        } catch (IOException | NoSuchElementException notYet) {
            return false;
        }
    }

    private static UUID insert(Postgres postgres) {
        UUID id = UUID.randomUUID();
        postgres.ledger()
                .transaction(Actor.SYSTEM, handle -> handle.execute("INSERT INTO customer (id) VALUES (?)", id));
        return id;
    }

    private static Set<UUID> customers(Postgres postgres) {
        return postgres.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> new HashSet<>(handle.select("SELECT id FROM customer")
                                .mapTo(UUID.class)
                                .list()));
    }

    private static boolean answers(Postgres postgres) {
        try {
            insert(postgres);
            return true;
        } catch (DatabaseUnavailable _) {
            return false;
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
