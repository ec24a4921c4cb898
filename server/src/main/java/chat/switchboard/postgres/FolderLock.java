package chat.switchboard.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Held while a process uses a folder. The kernel gives it back however that process ends.
///
/// Within one process the kernel does not help: there, closing any other handle of the file would even give
/// the lock up. So this process remembers by itself what it holds, and does not touch the file a second time.
record FolderLock(Path folder, FileChannel channel) implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /// A killed process may take a moment until all of it is gone.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    static FolderLock take(Path folder) throws InterruptedException {
        if (!HELD.add(folder)) throw inUse(folder, ownPid());
        try {
            return new FolderLock(folder, lock(folder));
        } catch (IOException e) {
            HELD.remove(folder);
            throw new UncheckedIOException("Cannot lock " + folder, e);
        } catch (InterruptedException | RuntimeException e) {
            HELD.remove(folder);
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() > deadline) {
                channel.close();
                throw inUse(folder, Files.readString(file).strip());
            }
            Thread.sleep(20);
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(ownPid()));
        return channel;
    }

    private static String ownPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static PostgresStartException inUse(Path folder, String pid) {
        return new PostgresStartException(String.format(
                Locale.ROOT,
                "The data folder %s is in use by another Switchboard, process %s. Stop it first, or start with --data and another folder.",
                folder,
                pid));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(folder);
        }
    }
}
