package chat.switchboard.postgres;

import chat.switchboard.kernel.OwnerOnly;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Generated passwords of database roles, kept in a file that only its owner can read.
record Passwords(Path file, Properties entries) {
    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    static Passwords in(Path folder) throws IOException {
        Path file = folder.resolve("passwords.properties");
        var entries = new Properties();
        if (Files.exists(file)) {
            if (OwnerOnly.restore(file)) LOG.warn("{} could be read by others; that is mended", file);
            try (Reader reader = Files.newBufferedReader(file)) {
                entries.load(reader);
            }
        }
        return new Passwords(file, entries);
    }

    /// The password of this role; made and stored durably if there is none yet.
    String of(String role) throws IOException {
        String known = entries.getProperty(role);
        if (known != null) return known;
        String made = generate();
        entries.setProperty(role, made);
        var text = new StringWriter();
        entries.store(text, "Passwords of the database roles. Made by Switchboard; keep them with the data.");
        Folders.writePrivate(file, text.toString());
        return made;
    }

    boolean knows(String role) {
        return entries.containsKey(role);
    }

    private static String generate() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
