package chat.switchboard.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The text of a cursor: opaque to clients, who may still send any other in its place.
public final class CursorText {
    private CursorText() {}

    public static String of(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException when no server wrote it; also for a NUL, which no database takes in a text
    public static String read(String cursor) {
        String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (plain.indexOf('\0') >= 0) throw new IllegalArgumentException(cursor);
        return plain;
    }
}
