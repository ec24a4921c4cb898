package chat.switchboard.postgres;

import java.util.List;
import java.util.Set;

/// Other programs, started without this process's environment: it may hold passwords and keys (`SWITCHBOARD_…`), which
/// anybody who may look at the program could read, and `PG…` variables, which change what PostgreSQL's programs do.
final class Programs {
    /// The last marks what a test run started, so that it can find what was left behind.
    static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LD_LIBRARY_PATH", "TEST_RUN");

    private Programs() {}

    static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(PASSED_ON);
        return builder;
    }
}
