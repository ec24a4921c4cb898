package chat.switchboard.identity;

import chat.switchboard.kernel.CursorText;
import java.util.Optional;
import java.util.UUID;

/// Where a page of accounts ended: the key of its last row, so that pages do not shift when the list changes.
record AccountCursor(UUID id, String name) {

    static String after(Account last) {
        return CursorText.of(last.id() + "/" + last.name());
    }

    /// Empty when it is not one of ours.
    static Optional<AccountCursor> parse(String text) {
        try {
            String[] parts = CursorText.read(text).split("/", 2);
            return parts.length == 2
                    ? Optional.of(new AccountCursor(UUID.fromString(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
