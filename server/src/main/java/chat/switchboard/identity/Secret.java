package chat.switchboard.identity;

import chat.switchboard.kernel.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one secret of an installation. Every kind of token has a key of its own, derived from it (HKDF, RFC 5869):
/// an operator has one thing to keep and to share among nodes, and no key can stand in for another.
public final class Secret {
    private static final Logger LOG = LoggerFactory.getLogger(Secret.class);
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Given by the operator: base64 or base64url of at least 32 random bytes.
    ///
    /// @throws SecretException when it is not
    public static Secret of(String text) {
        return decoded(text)
                .orElseThrow(() -> new SecretException(String.format(
                        Locale.ROOT,
                        "SWITCHBOARD_SECRET must be base64 of at least %d random bytes; make one with: openssl rand -base64 %1$d",
                        BYTES)));
    }

    /// From the file, which is made with a random secret when it is not there yet.
    ///
    /// @throws SecretException when the file holds no secret
    /// @throws UncheckedIOException when it cannot be read or made
    public static Secret in(Path file) {
        try {
            if (!Files.exists(file)) create(file);
            if (OwnerOnly.restore(file)) {
                LOG.warn(
                        "{} could be read by others; that is mended. If one of them is not trusted, delete it: everybody then logs in again",
                        file);
            }
            return decoded(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .orElseThrow(() -> new SecretException(String.format(
                            Locale.ROOT,
                            "%s does not hold base64 of at least %d random bytes; restore it from a backup, or delete it: then a new one is made and everybody logs in again.",
                            file,
                            BYTES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Secret> decoded(String text) {
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(text.strip().replace('-', '+').replace('_', '/'));
            return bytes.length < BYTES ? Optional.empty() : Optional.of(new Secret(bytes));
        } catch (IllegalArgumentException _) { // not base64
            return Optional.empty();
        }
    }

    /// A 256-bit key for one purpose.
    SecretKey keyFor(String purpose) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(bytes)
                    .thenExpand(("switchboard " + purpose).getBytes(StandardCharsets.UTF_8), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", e);
        }
    }

    /// A 256-bit secret for one purpose, to be told to somebody: 43 characters of base64url.
    String textFor(String purpose) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keyFor(purpose).getEncoded());
    }

    /// Written aside and moved, so that a crash cannot leave half a secret; the first of two nodes wins.
    private static void create(Path file) throws IOException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        Path aside = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(aside);
        try {
            write(aside, fresh);
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException _) {
            // Another node was first: its secret is the one.
        } catch (UnsupportedOperationException _) {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void write(Path file, byte[] secret) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        try (var channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap(Base64.getEncoder().encode(secret)));
            channel.force(true);
        }
    }
}
