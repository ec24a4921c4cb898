package chat.switchboard.kernel;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Why a file or folder cannot be used, in one sentence that tells the operator what to do.
///
/// Judged by how things stand and not by the system's message, which is in the system's language.
public final class FileTrouble {
    /// PostgreSQL writes its log in files of this size.
    private static final long LITTLE = 16L << 20;

    private FileTrouble() {}

    /// What a failed operation was about.
    public static String of(FileSystemException fault) {
        if (fault.getFile() == null) return "The file system refuses: " + fault.getReason() + ".";
        Path path = Path.of(fault.getFile());
        Optional<String> trouble = at(path);
        if (trouble.isPresent()) return trouble.get();
        if (fault instanceof FileAlreadyExistsException && !Files.isDirectory(path)) return isFile(path);
        if (fault instanceof AccessDeniedException || isSomebodyElses(path)) return denied(path);
        String reason = fault.getReason() == null ? fault.getClass().getSimpleName() : fault.getReason();
        return String.format(Locale.ROOT, "%s cannot be used: %s.", path, reason);
    }

    /// What is wrong with the place where a file or folder is or shall be; empty when that is not known.
    public static Optional<String> at(Path path) {
        Path there = path.toAbsolutePath();
        while (!Files.exists(there)) {
            if (Files.isSymbolicLink(there)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s is a link to something that is not there; mount or create that, or remove the link.",
                        there));
            }
            there = there.getParent();
            if (there == null) return Optional.empty();
        }
        try {
            return at(path.toAbsolutePath(), there);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> at(Path path, Path there) throws IOException {
        boolean shallBeFolder = !there.equals(path);
        if (shallBeFolder && !Files.isDirectory(there)) return Optional.of(isFile(there));
        FileStore volume = Files.getFileStore(there);
        if (volume.isReadOnly()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s is on a read-only volume; mount it for writing, or start with --data and another folder.",
                    there));
        }
        if (volume.getUsableSpace() < LITTLE) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "The volume with %s is full (%d MB are free); make space, or start with --data and another folder.",
                    there,
                    volume.getUsableSpace() >> 20));
        }
        return Files.isWritable(there) ? Optional.empty() : Optional.of(denied(there));
    }

    /// A path as one word of a command line.
    public static String shellWord(Path path) {
        String text = path.toString();
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String isFile(Path path) {
        return String.format(
                Locale.ROOT,
                "%s is a file and no folder; move it away, or start with --data and another folder.",
                path);
    }

    private static String denied(Path path) {
        String remedy = isSomebodyElses(path) ? "as root: chown -R " + user() : "chmod -R u+rwX";
        return "Switchboard runs as user " + user() + ", who may not read and write " + path + "; run " + remedy + " "
                + shellWord(path);
    }

    private static boolean isSomebodyElses(Path path) {
        try {
            return !Files.getOwner(path).getName().equals(user());
        } catch (IOException _) {
            return false;
        }
    }

    /// The name, or where there is none the number.
    private static String user() {
        String name = System.getProperty("user.name");
        if (!name.equals("?")) return name;
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException _) {
            return name;
        }
    }
}
