package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What PostgreSQL's programs know of the environment of this process.
class ProgramsTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void no_process_of_the_database_sees_more_of_the_environment_than_it_needs() throws IOException {
        assertThat(System.getenv()).hasSizeGreaterThan(Programs.PASSED_ON.size());
        try (Postgres postgres = Postgres.start(TestPostgres.settings(folder))) {
            assertThat(postgres.requests().connectionsInUse()).isZero();
            ProcessHandle postmaster = ProcessHandle.of(Postmaster.of(folder.resolve(Cluster.MAJOR_VERSION))
                            .orElseThrow()
                            .pid())
                    .orElseThrow();
            List<ProcessHandle> processes = Stream.concat(
                            Stream.of(postmaster, postmaster.parent().orElseThrow()), postmaster.descendants())
                    .toList();
            assertThat(processes)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(process -> assertThat(environment(process)).isSubsetOf(Programs.PASSED_ON));
        }
    }

    /// Names of the variables a process was started with; what it has added since, such as the shell's PWD, is not
    /// there.
    private static List<String> environment(ProcessHandle process) {
        try {
            String variables = Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
            return Stream.of(variables.split("\0"))
                    .filter(variable -> variable.contains("="))
                    .map(variable -> variable.substring(0, variable.indexOf('=')))
                    .filter(name -> !SET_BY_THEMSELVES.contains(name))
                    .toList();
        } catch (FileSystemException gone) {
            if (gone instanceof NoSuchFileException || ENDING.equals(gone.getReason())) return List.of();
            throw new UncheckedIOException(gone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// ESRCH: the folder of a process that ends is still there for a moment.
    private static final String ENDING = "No such process";

    /// By the shell that runs the watchdog, and by PostgreSQL for its own children.
    private static final List<String> SET_BY_THEMSELVES =
            List.of("PWD", "OLDPWD", "SHLVL", "_", "PGSYSCONFDIR", "PGLOCALEDIR", "PG_GRANDPARENT_PID");
}
