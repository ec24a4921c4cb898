package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerTest {

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
            Eventually.until(
                    "the orphan has ended", () -> !orphan.isAlive()); // it has ended, but its parent may not know yet
            assertThat(customers(postgres)).containsAll(acknowledged);
        }
    }

    @Test
    void without_a_new_start_the_watchdog_alone_ends_the_orphan() throws Exception {
        WritingProcess other = WritingProcess.start(folder);
        other.acknowledged(1);
        ProcessHandle orphan = postmaster();
        other.kill(false);
        Eventually.until("the orphan has ended", () -> !orphan.isAlive());
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
            Set<UUID> before = customers(postgres);
            WritingProcess other = WritingProcess.start(folder);
            String said = new String(other.process().getInputStream().readAllBytes());
            assertThat(other.process().waitFor()).isNotZero();
            assertThat(said)
                    .contains("in use by another Switchboard, process "
                            + ProcessHandle.current().pid());
            assertThat(customers(postgres)).isEqualTo(before);
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
            Eventually.until("another process answers", () -> isSucceeded(killed) && answers(postgres));
            assertThat(customers(postgres)).contains(before);
        }
    }

    /// After a reboot, a restore, a copy, or in another container, the number in `postmaster.pid` is anybody's.
    @ParameterizedTest
    @EnumSource
    void a_number_that_is_somebody_elses_by_now_is_never_sent_a_signal(Stranger stranger) throws Exception {
        start().close();
        try (Somebody somebody = stranger.appear(created)) {
            Files.writeString(pidFile(), "%d\n%s\n0\n1\n\n\n0 0\nready\n".formatted(somebody.pid(), data()));
            try (Postgres postgres = start()) {
                assertThat(answers(postgres)).isTrue();
            }
            assertThat(somebody.isUnharmed()).isTrue();
        }
    }

    enum Stranger {
        POSTGRES_OF_ANOTHER_FOLDER {
            @Override
            Somebody appear(Path otherFolder) throws Exception {
                Postgres theirs = Postgres.start(TestPostgres.settings(otherFolder));
                long pid = Postmaster.of(otherFolder.resolve(Cluster.MAJOR_VERSION))
                        .orElseThrow()
                        .pid();
                return new Somebody(pid, () -> answers(theirs), theirs::close);
            }
        },
        WORKER_OF_THAT_POSTGRES {
            @Override
            Somebody appear(Path otherFolder) throws Exception {
                Postgres theirs = Postgres.start(TestPostgres.settings(otherFolder));
                long postmaster = Postmaster.of(otherFolder.resolve(Cluster.MAJOR_VERSION))
                        .orElseThrow()
                        .pid();
                ProcessHandle worker = ProcessHandle.of(postmaster)
                        .orElseThrow()
                        .children()
                        .findAny()
                        .orElseThrow();
                return new Somebody(worker.pid(), () -> worker.isAlive() && answers(theirs), theirs::close);
            }
        },
        SHELL {
            @Override
            Somebody appear(Path otherFolder) throws Exception {
                Process sleep = new ProcessBuilder("sleep", "1000").start();
                return new Somebody(sleep.pid(), sleep::isAlive, sleep::destroyForcibly);
            }
        },
        KERNEL_THREAD {
            @Override
            Somebody appear(Path otherFolder) {
                return new Somebody(2, () -> true, () -> {});
            }
        },
        FIRST_PROCESS {
            @Override
            Somebody appear(Path otherFolder) {
                return new Somebody(1, () -> true, () -> {});
            }
        },
        THIS_PROCESS {
            @Override
            Somebody appear(Path otherFolder) {
                return new Somebody(ProcessHandle.current().pid(), () -> true, () -> {});
            }
        };

        abstract Somebody appear(Path otherFolder) throws Exception;
    }

    record Somebody(long pid, BooleanSupplier condition, Runnable end) implements AutoCloseable {
        boolean isUnharmed() {
            return condition.getAsBoolean();
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /// Of another program than PostgreSQL, though at work in our folder.
    @Test
    void a_shell_in_the_data_folder_is_left_alone() throws Exception {
        start().close();
        Process shell =
                new ProcessBuilder("sleep", "1000").directory(data().toFile()).start();
        try {
            Files.writeString(pidFile(), "%d\n%s\n0\n1\n\n\n0 0\nready\n".formatted(shell.pid(), data()));
            start().close();
            assertThat(shell.isAlive()).isTrue();
        } finally {
            shell.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "nonsense", "-1\n", "0\n/somewhere\n"})
    void a_process_file_that_says_nothing_does_not_stop_a_start(String text) throws Exception {
        start().close();
        Files.writeString(pidFile(), text);
        try (Postgres postgres = start()) {
            assertThat(answers(postgres)).isTrue();
        }
    }

    /// The number leads astray, but a server of ours is really there: it is found by where it works.
    @Test
    void an_orphan_is_found_although_the_number_is_wrong() throws Exception {
        WritingProcess other = WritingProcess.start(folder);
        List<UUID> acknowledged = new ArrayList<>(other.acknowledged(10));
        ProcessHandle orphan = postmaster();
        other.kill(true);
        acknowledged.addAll(other.rest());
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile()));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile(), lines);
        try (Postgres postgres = start()) {
            Eventually.until("the orphan has ended", () -> !orphan.isAlive());
            assertThat(customers(postgres)).containsAll(acknowledged);
        }
    }

    @Test
    void workers_that_outlive_their_postmaster_do_not_stop_a_start() throws Exception {
        WritingProcess other = WritingProcess.start(folder);
        List<UUID> acknowledged = new ArrayList<>(other.acknowledged(10));
        List<ProcessHandle> workers = postmaster().children().toList();
        postmaster().destroyForcibly();
        other.kill(true);
        acknowledged.addAll(other.rest());
        try (Postgres postgres = start()) {
            Eventually.until("the workers have ended", () -> workers.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(customers(postgres)).containsAll(acknowledged);
        }
    }

    /// The watchdog is killed, then PostgreSQL, and its number is given to somebody else. What is left of the watchdog
    /// learns only then that it shall stop PostgreSQL. In a process namespace, where numbers can be chosen.
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void what_is_left_of_a_watchdog_sends_no_signal_to_a_successor_of_its_process() throws Exception {
        assumeTrue(inNamespace("[ -w /proc/sys/kernel/ns_last_pid ]").equals(""), "no namespaces here");
        assertThat(inNamespace("""
                mkfifo stdin
                sh watchdog.sh 1 watched.log sleep 1000 <stdin >number &
                watchdog=$!
                exec 9>stdin
                until [ -s number ]; do sleep 0.01; done
                number=$(cat number)
                kill -KILL $watchdog $number
                while [ -e /proc/$number ]; do sleep 0.01; done
                echo $((number - 1)) >/proc/sys/kernel/ns_last_pid
                env --default-signal sleep 1000 9>&- &
                [ $! = $number ] || echo "number $! instead of $number"
                exec 9>&-
                while grep -q 'watchdog[.]sh' /proc/[0-9]*/cmdline 2>/dev/null; do sleep 0.01; done
                grep -q sleep /proc/$number/cmdline && echo unharmed
                kill -KILL $number
                """)).contains("unharmed");
    }

    private String inNamespace(String script) throws Exception {
        Files.writeString(folder.resolve("scenario"), script);
        Process process = new ProcessBuilder(
                        "timeout", "60", "unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "scenario")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        return said + (process.waitFor() == 0 ? "" : "failed");
    }

    /// After a restore from an archive, or with a group of Kubernetes' (fsGroup): at a start, and while it runs.
    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwxr-xr-x", "rwxrwxrwx", "r-x------", "rwxr-x---"})
    void a_data_folder_open_to_others_is_closed_again(String permissions) throws Exception {
        var open = PosixFilePermissions.fromString(permissions);
        Files.setPosixFilePermissions(data(), open);
        try (Postgres postgres = start()) {
            assertThat(answers(postgres)).isTrue();
            Files.setPosixFilePermissions(data(), open);
            ProcessHandle killed = postmaster();
            killed.destroyForcibly();
            Eventually.until("another process answers", () -> isSucceeded(killed) && answers(postgres));
        }
        assertThat(permissions(data())).isIn("rwx------", "rwxr-x---");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "rw-r--r--", "r--------"})
    void passwords_open_to_others_are_closed_again(String permissions) throws Exception {
        Path file = folder.resolve("passwords.properties");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        start().close();
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void data_without_its_passwords_says_what_is_missing() throws Exception {
        Files.delete(folder.resolve("passwords.properties"));
        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("passwords.properties is missing or empty")
                .hasMessageContaining("restore it from the same backup");
    }

    @Test
    void passwords_that_belong_to_other_data_say_so() throws Exception {
        Path file = folder.resolve("passwords.properties");
        Files.writeString(file, Files.readString(file).replaceAll("=.*", "=other"));
        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining(
                        "refuses the password of role switchboard_owner; correct it in " + file.toRealPath());
    }

    @Test
    void a_folder_that_holds_only_part_of_a_database_is_not_overwritten() throws Exception {
        Files.delete(data().resolve("PG_VERSION"));
        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("is not a complete database");
        assertThat(data().resolve("base")).isDirectory();
    }

    /// Nobody but root may give files away.
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void root_takes_over_what_a_restore_gave_to_somebody_else() throws Exception {
        Files.setAttribute(data(), "unix:uid", 12345);
        Files.setAttribute(data().resolve("global"), "unix:uid", 12345);
        try (Postgres postgres = start()) {
            assertThat(answers(postgres)).isTrue();
        }
    }

    /// As in a container: root without `unshare`, and a folder above that nobody else may enter.
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void a_folder_that_cannot_be_used_keeps_its_owner() throws Exception {
        Path closed = Files.createDirectories(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path inside = closed.resolve("postgres");
        WritingProcess other = WritingProcess.start(inside, folder.resolve("binaries"), pathWithout("unshare"));
        String said = new String(other.process().getInputStream().readAllBytes());
        assertThat(said).contains("user 65534 may not enter " + closed.toRealPath());
        try (var files = Files.walk(closed)) {
            assertThat(files).allMatch(file -> owner(file) == 0);
        }
    }

    /// As in a container: root, but without `unshare`. Everything is in the folder that `nobody` is given.
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void where_root_may_not_have_a_namespace_it_runs_as_nobody() throws Exception {
        WritingProcess other = WritingProcess.start(folder, folder.resolve("binaries"), pathWithout("unshare"));
        other.acknowledged(1);
        assertThat(postmaster().info().user()).contains("nobody");
        other.kill(false);
        ProcessHandle orphan = postmaster();
        Eventually.until("the orphan has ended", () -> !orphan.isAlive());
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
                    "jdbc:postgresql://127.0.0.1:%s/switchboard".formatted(port()),
                    Roles.APPLICATION,
                    "wrong",
                    "the test");
            assertThatThrownBy(() -> wrong.connect(PostgresSettings.TimeLimits.usual()))
                    .hasMessageContaining("refuses the password of role switchboard_app; correct it in the test");
        }
    }

    /// The programs that a start needs, without one of them.
    private String pathWithout(String program) throws IOException {
        Path path = Files.createDirectory(folder.resolve("path"));
        for (String needed : List.of("sh", "setpriv", "setsid", "test", "sleep", "unshare")) {
            if (!needed.equals(program)) {
                Files.copy(Path.of("/usr/bin", needed), path.resolve(needed), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return path.toString();
    }

    private Path data() {
        return folder.resolve(Cluster.MAJOR_VERSION);
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private static int owner(Path file) {
        try {
            return ProcessUser.owner(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
}
