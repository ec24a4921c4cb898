package chat.switchboard.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The server's programs, unpacked from the jar of this machine's platform.
record Binaries(Path home) {

    /// Unpacks once for each version: a folder is complete or is not there.
    static Binaries unpackedIn(Path folder) {
        URL archive = archive();
        try {
            Path home = folder.toAbsolutePath().resolve(nameOf(archive));
            if (!Files.isDirectory(home)) {
                unpack(archive, home);
            }
            return new Binaries(home);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked into " + folder, e);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static URL archive() {
        String name = "/postgres-" + platform() + ".txz";
        URL archive = Binaries.class.getResource(name);
        if (archive == null) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT,
                    "This build brings no PostgreSQL for %s. Build on such a machine, or set SWITCHBOARD_DATABASE_URL to a server of your own.",
                    platform()));
        }
        return archive;
    }

    private static String platform() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return (mac ? "darwin" : "linux") + (arm ? "-arm_64" : "-x86_64");
    }

    /// Named after the archive's checksum, so a newer jar gets a folder of its own.
    private static String nameOf(URL archive) throws IOException {
        var connection = (JarURLConnection) archive.openConnection();
        return String.format(
                Locale.ROOT, "%s-%08x", platform(), connection.getJarEntry().getCrc());
    }

    private static void unpack(URL archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path partial = Files.createTempDirectory(home.getParent(), ".unpacking");
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, partial);
            }
        }
        moveIntoPlace(partial, home);
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = entry.resolveIn(folder);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /// Another process may have unpacked the same archive meanwhile; then its folder is as good.
    private static void moveIntoPlace(Path partial, Path home) throws IOException {
        try {
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Folders.delete(partial);
        }
    }
}
