package chat.switchboard.http.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/// What the bundler built, read into memory: a request can only name what was there, so it cannot climb out.
final class PageFolder {
    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final Path folder;
    private final String entry;
    private volatile Map<String, Asset> assets = Map.of();
    private volatile FileTime builtAt = NEVER;

    /// @param entry the file that is new whenever anything is
    PageFolder(Path folder, String entry) {
        this.folder = folder;
        this.entry = entry;
        reloadIfRebuilt();
    }

    /// Null when there is no such file.
    ///
    /// @param path relative, without a slash at its beginning
    Asset find(String path) {
        if (path.equals(entry)) reloadIfRebuilt();
        return assets.get(path);
    }

    Asset entry() {
        return find(entry);
    }

    private void reloadIfRebuilt() {
        FileTime modified = modified();
        if (modified.equals(builtAt)) return;
        builtAt = modified;
        assets = modified.equals(NEVER) ? Map.of() : load();
        Thread.ofVirtual().name("compress").start(() -> assets.values().forEach(Asset::compress));
    }

    private FileTime modified() {
        try {
            return Files.getLastModifiedTime(folder.resolve(entry));
        } catch (IOException _) {
            return NEVER;
        }
    }

    private Map<String, Asset> load() {
        try (var files = Files.walk(folder)) {
            Map<String, Asset> loaded = new HashMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                loaded.put(path, new Asset("/" + path, Files.readAllBytes(file)));
            }
            return Map.copyOf(loaded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
