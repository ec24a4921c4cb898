package chat.switchboard.identity;

import chat.switchboard.kernel.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/// Stands for an e-mail address, whether or not it has an account: 16 bytes of its SHA-256. Short, and no list of
/// e-mail addresses lies in memory or in a cookie.
record AccountKey(UUID hash) {

    static AccountKey of(String email) {
        try {
            byte[] text = caseless(email).getBytes(StandardCharsets.UTF_8);
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
            return new AccountKey(new UUID(digest.getLong(), digest.getLong()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /// Full case folding, but for a few letters: `ß` and `SS` are one.
    private static String caseless(String email) {
        return Text.clean(Text.clean(email).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }
}
