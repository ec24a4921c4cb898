package chat.switchboard.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The user PostgreSQL's programs run as. They refuse to run as root, so root must become somebody else:
///
/// - in a folder of an ordinary user, that user;
/// - in a folder of its own, root in a user namespace: the process then has another name for itself but
///   stays the owner of root's files, wherever the folder is;
/// - where a container forbids namespaces, the user `nobody`, who is given the folder.
record ProcessUser(List<String> prefix, int uid) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    static ProcessUser forFolder(Path folder) throws IOException {
        int owner = owner(folder);
        if (!"root".equals(System.getProperty("user.name"))) return new ProcessUser(List.of(), owner);
        if (owner == ROOT && succeeds(NAMESPACE, "test", "-w", folder.toString())) {
            return new ProcessUser(NAMESPACE, ROOT);
        }
        ProcessUser user = becoming(owner == ROOT ? NOBODY : owner);
        user.takeOver(folder);
        if (succeeds(user.prefix, "test", "-w", folder.toString())) return user;
        throw new PostgresStartException(
                "PostgreSQL refuses to run as root, and user %d may not enter %s. Start Switchboard as an ordinary user, or choose a --data folder that others may enter."
                        .formatted(user.uid, folder));
    }

    List<String> command(Path program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /// Gives every file in a folder to the user; needed after this process, as root, created something there.
    void takeOver(Path folder) throws IOException {
        if (prefix.isEmpty() || uid == ROOT) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                if (owner(file) != uid) Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static ProcessUser becoming(int uid) {
        return new ProcessUser(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"), uid);
    }

    private static int owner(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean succeeds(List<String> prefix, String... command) throws IOException {
        var line = new ArrayList<>(prefix);
        line.addAll(List.of(command));
        try {
            Process process = Programs.builder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException _) { // no such program
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
