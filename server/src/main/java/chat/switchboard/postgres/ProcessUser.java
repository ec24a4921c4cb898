package chat.switchboard.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The user PostgreSQL's programs run as. They refuse to run as root, so root must become somebody else:
///
/// - in a folder of an ordinary user, that user;
/// - in a folder of its own, root in a user namespace: the process then has another name for itself but
///   stays the owner of root's files, wherever the folder is;
/// - where a container forbids namespaces, the user `nobody`, who is given the folder.
///
/// And initdb asks for the name of its user, so a user id without one (`docker run --user 12345`) also runs it in a
/// namespace, where every id that is not mapped is called `nobody`.
///
/// @param prefix of every command line
/// @param uid who owns the files
record ProcessUser(List<String> prefix, int uid) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final UnixSystem SELF = new UnixSystem();

    /// Changes the owner of nothing.
    ///
    /// @throws PostgresStartException when no user can work there
    static ProcessUser forFolder(Path folder) throws IOException {
        int owner = owner(folder);
        if (self() != ROOT) return new ProcessUser(hasName() || !mayHaveNamespace() ? List.of() : NAMESPACE, self());
        if (owner == ROOT && succeeds(NAMESPACE, "test", "-w", folder.toString())) {
            return new ProcessUser(NAMESPACE, ROOT);
        }
        ProcessUser user = becoming(owner == ROOT ? NOBODY : owner);
        if (user.mayEnter(folder.getParent())) return user;
        throw new PostgresStartException(String.format(
                Locale.ROOT,
                "PostgreSQL refuses to run as root, and user %d may not enter %s. Start Switchboard as an ordinary user, or choose a --data folder that others may enter.",
                user.uid,
                folder.getParent()));
    }

    List<String> command(Path program, String... arguments) {
        return line(
                prefix,
                Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /// Whether a program can be started there, which a volume mounted with `noexec` forbids.
    boolean canRun(Path program) throws IOException {
        return succeeds(prefix, program.toString(), "--version");
    }

    /// What a command prints that looks at other processes: as we are, and as this user. Root may not look at those of
    /// `nobody` where a container took that capability from it.
    List<String> ask(String... command) throws IOException {
        var lines = new LinkedHashSet<>(output(List.of(), command));
        if (uid != self()) lines.addAll(output(prefix, command));
        return List.copyOf(lines);
    }

    /// Gives every file in a folder to the user; needed after this process, as root, created something there.
    void takeOver(Path folder) throws IOException {
        if (self() != ROOT) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                if (owner(file) != uid) Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /// Whether initdb will find a name for its user.
    boolean isNamed() {
        return !prefix.isEmpty() || hasName();
    }

    static int self() {
        return (int) SELF.getUid();
    }

    static int owner(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean hasName() {
        return SELF.getUsername() != null;
    }

    private static boolean mayHaveNamespace() throws IOException {
        return succeeds(NAMESPACE, "true");
    }

    private boolean mayEnter(Path folder) throws IOException {
        return succeeds(prefix, "test", "-x", folder.toString());
    }

    private static ProcessUser becoming(int uid) {
        return new ProcessUser(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"), uid);
    }

    private static boolean succeeds(List<String> prefix, String... command) throws IOException {
        try {
            Process process = Programs.builder(line(prefix, command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return ended(process) == 0;
        } catch (IOException _) { // no such program
            return false;
        }
    }

    private static List<String> output(List<String> prefix, String... command) throws IOException {
        Process process = Programs.builder(line(prefix, command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ended(process);
        return text.lines().toList();
    }

    private static int ended(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static List<String> line(List<String> prefix, String... command) {
        var line = new ArrayList<>(prefix);
        line.addAll(List.of(command));
        return line;
    }
}
