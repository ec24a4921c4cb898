package chat.switchboard.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files with secrets and folders with data: for their owner only, whatever a restore from an archive or a volume's
/// group (Kubernetes' fsGroup) made of them.
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    /// A group may read a folder, not what is secret: PostgreSQL allows that too, for backups.
    private static final Set<PosixFilePermission> READABLE_FOLDER = PosixFilePermissions.fromString("rwxr-x---");

    private OwnerOnly() {}

    /// Takes away what others may do, and gives back what the owner must be able to do.
    ///
    /// @return whether that was needed, so that it can be told: others may have read a secret
    /// @throws IOException when the file is not ours to change
    public static boolean restore(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        Set<PosixFilePermission> now = Files.getPosixFilePermissions(path);
        Set<PosixFilePermission> most = folder ? READABLE_FOLDER : FILE;
        Set<PosixFilePermission> owner = folder ? FOLDER : FILE;
        if (most.containsAll(now) && now.containsAll(owner)) return false;
        Files.setPosixFilePermissions(path, owner);
        return true;
    }
}
