package chat.switchboard.fault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A volume in memory that is soon full. It ends with this JVM at the latest.
final class SmallVolume implements AutoCloseable {
    private static final String SIZE = "size=192m";

    private final Path folder;
    private final Thread atExit = new Thread(this::unmount, "unmount");

    private SmallVolume(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// Whether this process may mount at all; a container often may not.
    static boolean isPossible(Path folder) throws IOException {
        boolean mounted = succeeds("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString());
        if (mounted) succeeds("umount", folder.toString());
        return mounted;
    }

    static SmallVolume mount(Path folder) throws IOException {
        var volume = new SmallVolume(folder);
        if (!succeeds("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString()))
            throw new IOException("Cannot mount on " + folder);
        Files.createDirectory(volume.folder());
        return volume;
    }

    /// Inside, so that whoever uses it may delete it.
    Path folder() {
        return folder.resolve("server");
    }

    /// Takes all space that is left.
    void fill() throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) out.write(block);
        } catch (IOException e) {
            if (Files.getFileStore(folder).getUsableSpace() > block.length) throw e;
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    @Override
    public void close() {
        unmount();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /// Lazily, so that it also succeeds while somebody still ends.
    private void unmount() {
        try {
            succeeds("umount", "--lazy", folder.toString());
        } catch (IOException _) { // no such program; then nothing was mounted either
        }
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
