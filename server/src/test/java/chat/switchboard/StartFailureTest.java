package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.switchboard.postgres.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The real process where it cannot start: one sentence that names the cause and the remedy, and no stack trace.
class StartFailureTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ORDINARY_USER = "12345";

    /// A copy of the program that any user may read.
    @TempDir
    static Path program;

    private static TestPostgres theirs;

    @TempDir
    Path folder;

    private final List<Path> mounted = new ArrayList<>();

    @BeforeAll
    static void prepare() throws Exception {
        theirs = TestPostgres.fresh();
        copyProgram();
    }

    @AfterAll
    static void drop() {
        theirs.close();
    }

    @AfterEach
    void unmount() throws Exception {
        for (Path path : mounted) run("umount", "--lazy", path.toString());
    }

    record Broken(String name, Map<String, String> settings, List<String> arguments, String says) {
        static Broken setting(String name, String value, String says) {
            return new Broken(name + "=" + value, Map.of(name, value), List.of(), says);
        }

        static Broken arguments(String says, String... arguments) {
            return new Broken(String.join(" ", arguments), Map.of(), List.of(arguments), says);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Broken> broken() {
        String url = theirs.asTheirOwn().get("SWITCHBOARD_DATABASE_URL");
        return List.of(
                Broken.arguments("There is no option --dmeo. Did you mean --demo?", "--dmeo"),
                Broken.arguments("There is no option --colour. See --help and docs/running.md.", "--colour"),
                Broken.arguments("There is no option serve.", "serve"),
                Broken.arguments("--port needs a value", "--port"),
                Broken.arguments("--data needs a value", "--data", "--demo"),
                Broken.arguments("SWITCHBOARD_PORT cannot be \"http\"; allowed: a number", "--port", "http"),
                Broken.setting("SWITCHBOARD_PROT", "1", "There is no setting SWITCHBOARD_PROT. Did you mean"),
                Broken.setting("SWITCHBOARD_MAX_FRAME", "huge", "SWITCHBOARD_MAX_FRAME cannot be \"huge\"; allowed:"),
                Broken.setting("SWITCHBOARD_SECRET", "c2hvcnQ=", "SWITCHBOARD_SECRET must be base64 of at least 32"),
                Broken.setting("SWITCHBOARD_SECRET", "no base64!", "make one with: openssl rand -base64 32"),
                Broken.setting("SWITCHBOARD_HOST", "no.such.host.invalid", "Cannot listen on no.such.host.invalid"),
                Broken.setting("SWITCHBOARD_HOST", "203.0.113.1", "Cannot listen on 203.0.113.1"),
                Broken.setting("SWITCHBOARD_DATABASE_URL", "db.example", "SWITCHBOARD_DATABASE_URL must look like"),
                Broken.setting("SWITCHBOARD_DATABASE_URL", "mysql://a:b@c/d", "must look like postgresql://user:"),
                Broken.setting("SWITCHBOARD_DATABASE_URL", "postgresql://a:b@c:99999/d", "must look like"),
                Broken.setting("SWITCHBOARD_DATABASE_URL", "postgresql://a:b%zz@c/d", "must look like"),
                Broken.setting(
                        "SWITCHBOARD_DATABASE_URL",
                        "postgresql://a:b@127.0.0.1:1/d",
                        "PostgreSQL cannot be reached at 127.0.0.1:1/d"),
                Broken.setting(
                        "SWITCHBOARD_DATABASE_URL",
                        "postgresql://a:b@no.such.host.invalid/d",
                        "PostgreSQL cannot be reached at no.such.host.invalid/d"),
                Broken.setting(
                        "SWITCHBOARD_DATABASE_URL",
                        url.replaceFirst(":[^:]*@", ":wrong@"),
                        "refuses the password of role switchboard_owner; correct it in SWITCHBOARD_DATABASE_URL."),
                Broken.setting(
                        "SWITCHBOARD_DATABASE_URL",
                        url.replaceFirst("//[^:]*:", "//nobody_here:"),
                        "refuses the password of role nobody_here; correct it in SWITCHBOARD_DATABASE_URL."),
                Broken.setting(
                        "SWITCHBOARD_DATABASE_URL", url.replaceFirst("/[^/]*$", "/nowhere"), "There is no database"),
                Broken.setting("SWITCHBOARD_DATABASE_URL", url + "?sslmode=verify-full", "SSL"),
                Broken.setting("SWITCHBOARD_DATABASE_URL", url + "?sslmode=perhaps", "perhaps"),
                new Broken(
                        "wrong password of the application",
                        Map.of("SWITCHBOARD_DATABASE_URL", url, "SWITCHBOARD_DATABASE_APP_PASSWORD", "wrong"),
                        List.of(),
                        "refuses the password of role switchboard_app; correct it in SWITCHBOARD_DATABASE_APP_PASSWORD."),
                new Broken(
                        "the owner for the application too",
                        Map.of(
                                "SWITCHBOARD_DATABASE_URL",
                                url,
                                "SWITCHBOARD_DATABASE_APP_USER",
                                "switchboard_owner",
                                "SWITCHBOARD_DATABASE_APP_PASSWORD",
                                url.replaceAll("^.*//[^:]*:|@.*", "")),
                        List.of(),
                        "owns tables"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_wrong_setting_is_one_sentence(Broken broken) throws Exception {
        Map<String, String> settings = new HashMap<>(broken.settings());
        settings.putIfAbsent("SWITCHBOARD_DATABASE_URL", theirs.asTheirOwn().get("SWITCHBOARD_DATABASE_URL"));
        settings.putIfAbsent(
                "SWITCHBOARD_DATABASE_APP_PASSWORD", theirs.asTheirOwn().get("SWITCHBOARD_DATABASE_APP_PASSWORD"));
        Ended ended = start(new Place().with(settings), broken.arguments().toArray(String[]::new));
        assertThat(ended.sentence()).contains(broken.says()).doesNotContain("wrong@");
    }

    @Test
    void a_port_that_is_taken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            assertThat(start(new Place().with(theirs.asTheirOwn()), "--port", Integer.toString(port))
                            .sentence())
                    .contains("Port %d is in use; start with --port %d.".formatted(port, port + 1));
        }
    }

    @Test
    void a_file_in_the_place_of_the_data_folder() throws Exception {
        Path file = Files.createFile(folder.resolve("data"));
        assertThat(start(new Place()).sentence()).contains(file + " is a file and no folder; move it away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "postgres/18", "postgres/lock/x", "postgres/binaries", "postgres/log"})
    void a_file_in_the_place_of_a_folder_inside(String name) throws Exception {
        Path path = folder.resolve("data").resolve(name);
        Files.createDirectories(path.getParent());
        if (!name.endsWith("x")) Files.createFile(path);
        assertThat(start(new Place().keepingBinaries()).sentence())
                .contains(folder.resolve("data").toString());
    }

    @Test
    void a_link_to_nowhere_in_the_place_of_the_data_folder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("data"), folder.resolve("not mounted"));
        assertThat(start(new Place()).sentence()).contains(link + " is a link to something that is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64, not at all, and long enough"})
    void a_file_that_holds_no_secret(String text) throws Exception {
        Path secret = Files.createDirectories(folder.resolve("data")).resolve("secret");
        Files.writeString(secret, text);
        assertThat(start(new Place().with(theirs.asTheirOwn())).sentence())
                .contains(secret + " does not hold base64 of at least 32 random bytes; restore it");
    }

    @Test
    void a_full_volume() throws Exception {
        mount("size=4m");
        assertThat(start(new Place()).sentence()).contains("is full (", "make space");
    }

    @Test
    void a_volume_that_is_full_once_the_programs_are_unpacked() throws Exception {
        mount("size=80m");
        assertThat(start(new Place().keepingBinaries()).sentence()).contains("is full (", "make space");
        assertThat(folder.resolve("data/postgres/new-cluster")).doesNotExist();
    }

    /// The data is there already: nothing of it is lost, and it starts again when the volume can be written.
    @Test
    void data_on_a_volume_that_has_become_full_or_read_only() throws Exception {
        mount("size=192m");
        assertThat(startsAndStops(new Place())).isTrue();
        Path data = folder.resolve("data");
        run("dd", "if=/dev/zero", "of=" + data.resolve("ballast"), "bs=64k");
        assertThat(start(new Place()).sentence()).contains("is full (", "make space");
        Files.delete(data.resolve("ballast"));
        assertThat(run("mount", "-o", "remount,ro", data.toString())).isZero();
        assertThat(start(new Place()).sentence()).contains("is on a read-only volume; mount it for writing");
        assertThat(run("mount", "-o", "remount,rw", data.toString())).isZero();
        assertThat(startsAndStops(new Place())).isTrue();
    }

    @Test
    void a_read_only_volume() throws Exception {
        mount("ro");
        assertThat(start(new Place()).sentence()).contains("is on a read-only volume; mount it for writing");
    }

    @Test
    void a_volume_on_which_no_program_may_run() throws Exception {
        mount("noexec");
        assertThat(start(new Place().keepingBinaries()).sentence())
                .contains("PostgreSQL's programs cannot be run in", "SWITCHBOARD_POSTGRES_PROGRAMS");
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void a_data_folder_of_somebody_else() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        passable(folder);
        assertThat(start(new Place().as(ORDINARY_USER)).sentence())
                .contains("Switchboard runs as user 12345, who may not read and write " + folder.resolve("data"))
                .contains("run as root: chown -R 12345 " + folder.resolve("data"));
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void a_secret_of_somebody_else() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("data")).resolve("secret");
        Files.writeString(secret, "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        passable(folder);
        Files.setAttribute(folder.resolve("data"), "unix:uid", 12345);
        assertThat(start(new Place().with(theirs.asTheirOwn()).as(ORDINARY_USER))
                        .sentence())
                .contains("run as root: chown -R 12345 " + secret);
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void a_folder_of_its_own_that_lost_its_rights() throws Exception {
        givenToOrdinaryUser();
        Path data = folder.resolve("data");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(start(new Place().as(ORDINARY_USER)).sentence()).contains("run chmod -R u+rwX " + data);
    }

    /// `docker run --user 12345`: there is no line for it in /etc/passwd.
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void a_user_without_a_name_starts() throws Exception {
        givenToOrdinaryUser();
        assertThat(startsAndStops(new Place().as(ORDINARY_USER))).isTrue();
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void a_user_without_a_name_where_namespaces_are_forbidden() throws Exception {
        givenToOrdinaryUser();
        Path path = Files.createDirectory(folder.resolve("path"));
        for (String needed : List.of("sh", "setsid", "sleep")) {
            Files.copy(Path.of("/usr/bin", needed), path.resolve(needed), StandardCopyOption.COPY_ATTRIBUTES);
        }
        passable(path);
        assertThat(start(new Place().as(ORDINARY_USER).with(Map.of("PATH", path.toString())))
                        .sentence())
                .contains("user id 12345, which has no name; add one as root: echo 'switchboard:x:12345:12345:");
    }

    /// As people move data to another disk.
    @Test
    void data_behind_links_works() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("data"), disk);
        assertThat(startsAndStops(new Place())).isTrue();
        Files.move(disk.resolve("postgres/18"), folder.resolve("fast disk"));
        Files.createSymbolicLink(disk.resolve("postgres/18"), folder.resolve("fast disk"));
        Files.move(disk.resolve("postgres"), folder.resolve("postgres"));
        Files.createSymbolicLink(disk.resolve("postgres"), folder.resolve("postgres"));
        assertThat(startsAndStops(new Place())).isTrue();
    }

    /// Names as people give them, whatever they mean to a shell, a configuration file or a format.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a $b ${folder} $(c)",
                "it's \"quoted\"",
                "100 %s%m",
                "back\\slash\\n`x`",
                "new\nline",
                "داده é",
                "-rf ~ #;&|*?[x]"
            })
    void any_name_of_the_data_folder_works(String name) throws Exception {
        assertThat(startsAndStops(new Place(folder.resolve(name)).keepingBinaries()))
                .isTrue();
    }

    @Test
    void letters_that_the_locale_has_not_are_one_sentence() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("داده"));
        assertThat(start(new Place(outside.resolve("data")).with(Map.of("LC_ALL", "C")))
                        .sentence())
                .contains("SWITCHBOARD_DATA cannot be", "LC_ALL=C.UTF-8");
    }

    @Test
    void a_path_that_is_too_long_is_one_sentence() throws Exception {
        Path deep = folder.resolve(("x".repeat(200) + "/").repeat(6));
        assertThat(start(new Place(deep)).sentence()).contains("too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void help_names_the_options_and_starts_nothing(String question) throws Exception {
        Ended ended = start(new Place(), "--demo", question);
        assertThat(ended.status()).isZero();
        assertThat(ended.output()).contains("Usage: bin/start", "--port", "--data", "--demo", "--version");
        assertThat(ended.error()).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void the_version_is_one_line() throws Exception {
        Ended ended = start(new Place(), "--version");
        assertThat(ended.status()).isZero();
        assertThat(ended.output().lines()).singleElement().asString().startsWith("Switchboard ");
    }

    /// Where and as whom a start is tried.
    private final class Place {
        private final Path data;
        private final Map<String, String> environment = new HashMap<>();
        private String user;

        Place() {
            this(folder.resolve("data"));
        }

        Place(Path data) {
            this.data = data;
            environment.put("SWITCHBOARD_HOST", "127.0.0.1");
            environment.put(
                    "SWITCHBOARD_POSTGRES_PROGRAMS", program.resolve("postgres").toString());
            environment.put("LC_ALL", "C.UTF-8");
        }

        Place with(Map<String, String> settings) {
            environment.putAll(settings);
            return this;
        }

        /// With PostgreSQL's programs in the data folder, as it is without a setting.
        Place keepingBinaries() {
            environment.remove("SWITCHBOARD_POSTGRES_PROGRAMS");
            return this;
        }

        Place as(String uid) {
            user = uid;
            return this;
        }

        Process launch(String... arguments) throws IOException {
            List<String> command = new ArrayList<>();
            if (user == null) command.addAll(Program.java("-XX:TieredStopAtLevel=1"));
            else {
                command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
                command.addAll(Program.javaIn(program, "-XX:TieredStopAtLevel=1"));
            }
            command.add(Main.class.getName());
            if (!List.of(arguments).contains("--port")) command.addAll(List.of("--port", "0"));
            if (!List.of(arguments).contains("--data")) command.addAll(List.of("--data", data.toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
            builder.environment().putAll(environment);
            return builder.start();
        }
    }

    record Ended(int status, String output, String error) {
        /// The only line on standard error.
        String sentence() {
            assertThat(status).as(output + error).isEqualTo(1);
            assertThat(output + error).doesNotContain("\tat ").doesNotContain("Exception");
            assertThat(error.lines().toList()).hasSize(1);
            return error;
        }
    }

    private static Ended start(Place place, String... arguments) throws Exception {
        Process process = place.launch(arguments);
        var error = new StringBuilder();
        Thread reader = Thread.startVirtualThread(() ->
                process.errorReader().lines().forEach(line -> error.append(line).append('\n')));
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(LIMIT)).as(output).isTrue();
        reader.join();
        return new Ended(process.exitValue(), output, error.toString());
    }

    private static boolean startsAndStops(Place place) throws Exception {
        Process process = place.launch();
        var said = new StringBuilder();
        Thread.startVirtualThread(() -> process.errorReader().lines().forEach(said::append));
        boolean running = process.inputReader()
                .lines()
                .peek(said::append)
                .anyMatch(line -> line.startsWith("Switchboard is running"));
        process.destroy();
        assertThat(process.waitFor(LIMIT)).isTrue();
        assertThat(running).as(said.toString()).isTrue();
        return process.exitValue() == 143;
    }

    private void givenToOrdinaryUser() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        passable(folder);
        Files.setAttribute(folder.resolve("data"), "unix:uid", 12345);
    }

    private static void passable(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A small volume in memory on the data folder; a container's root often may not make one.
    private void mount(String options) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", data.toString()) == 0, "this user may not mount");
        mounted.add(data);
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void copyProgram() throws Exception {
        assertThat(run("cp", "-a", Program.home() + "/.", program.toString())).isZero();
        passable(program);
        assertThat(run("cp", "-r", TestPostgres.BINARIES.toString(), program.resolve("postgres") + ""))
                .isZero();
    }
}
