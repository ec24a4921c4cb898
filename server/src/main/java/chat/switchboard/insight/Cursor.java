package chat.switchboard.insight;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.kernel.CursorText;
import java.util.UUID;

/// Where a page ended: the key of its last row, so that pages do not shift when the list changes.
///
/// @param activitySecond the row's last activity in seconds since 1970
record Cursor(long activitySecond, UUID id) {
    /// The end of the year 9999, which a database's time reaches beyond.
    private static final long LAST_SECOND = 253_402_300_799L;

    static Cursor after(Conversation last) {
        return new Cursor(last.times().updatedAt().getEpochSecond(), last.id());
    }

    /// @throws IllegalArgumentException when it is not one of ours
    static Cursor parse(String text) {
        if (text == null) return null;
        String[] parts = CursorText.read(text).split("/", 2);
        if (parts.length != 2) throw new IllegalArgumentException(text);
        long second = Long.parseLong(parts[0]);
        if (second < 0 || second > LAST_SECOND) throw new IllegalArgumentException(text);
        return new Cursor(second, UUID.fromString(parts[1]));
    }

    @Override
    public String toString() {
        return CursorText.of(activitySecond + "/" + id);
    }
}
