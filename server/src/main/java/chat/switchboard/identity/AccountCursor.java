package chat.switchboard.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Where a page of accounts ended: the key of its last row, so that pages do not shift when the list changes.
record AccountCursor(UUID id, String name) {

    static String after(Account last) {
        byte[] plain = (last.id() + "/" + last.name()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /// Empty when it is not one of ours.
    static Optional<AccountCursor> parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", 2);
            return parts.length == 2
                    ? Optional.of(new AccountCursor(UUID.fromString(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
