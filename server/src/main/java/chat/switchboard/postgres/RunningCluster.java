package chat.switchboard.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The cluster of a data folder, seen by a program beside the server.
record RunningCluster(Path folder) {
    private static final int PORT_LINE = 3;

    private Path data() {
        return folder.resolve(Cluster.MAJOR_VERSION);
    }

    boolean exists() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /// How the application logs in, if another process runs the server of this cluster now. What the folder says of it
    /// may be old, and somebody else may listen on that port. SCRAM (RFC 5802) proves to each side that the
    /// other knows the folder's password, and shows it to neither; no other kind of authentication is accepted.
    Optional<Login> login(PostgresSettings.TimeLimits limits) {
        try {
            Passwords passwords = Passwords.in(folder);
            List<String> lines = Postmaster.lines(data());
            if (lines.size() <= PORT_LINE || !passwords.knows(Roles.APPLICATION)) return Optional.empty();
            String url = "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/" + Postgres.DATABASE
                    + "?requireAuth=scram-sha-256";
            String password = passwords.of(Roles.APPLICATION);
            return accepted(
                    new Login(url, Roles.APPLICATION, password, passwords.file().toString()), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Login> accepted(Login login, PostgresSettings.TimeLimits limits) {
        try (Connection _ = login.connect(limits)) {
            return Optional.of(login);
        } catch (PostgresStartException | SQLException _) {
            return Optional.empty();
        }
    }
}
