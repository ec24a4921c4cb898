package chat.switchboard.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The user PostgreSQL's programs run as. They refuse to run as root, so root must become somebody else.
///
/// First choice is a user namespace: the process then has another name for itself but stays the owner of
/// root's files, wherever the data folder is. Where containers forbid that, it becomes the user `nobody`,
/// who is given the folder.
record ProcessUser(List<String> prefix, boolean nobody) {
    private static final int NOBODY = 65534;
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> SET_USER =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    static ProcessUser forFolder(Path folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) return new ProcessUser(List.of(), false);
        if (succeeds(NAMESPACE, "true")) return new ProcessUser(NAMESPACE, false);
        var user = new ProcessUser(SET_USER, true);
        user.takeOver(folder);
        if (succeeds(SET_USER, "test", "-w", folder.toString())) return user;
        throw new PostgresStartException(
                "PostgreSQL refuses to run as root, and this system allows root neither `unshare --user` nor user %d in %s. Start Switchboard as an ordinary user, or choose a --data folder that others may enter."
                        .formatted(NOBODY, folder));
    }

    List<String> command(Path program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /// Gives every file in a folder to the user; needed after anything was created there.
    void takeOver(Path folder) throws IOException {
        int owner = nobody ? NOBODY : 0;
        if (prefix.isEmpty() || ownerOf(folder) == owner && !nobody) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static int ownerOf(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }

    private static boolean succeeds(List<String> prefix, String... command) throws IOException {
        var line = new ArrayList<>(prefix);
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line)
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
