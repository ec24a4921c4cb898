package chat.switchboard.conversation;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;

/// How long a message may be, in code points of clean text.
public final class Content {
    static final int MOST_FROM_CUSTOMERS = 5_000;
    static final int MOST_FROM_STAFF = 10_000;

    private Content() {}

    /// Why text may not be longer than `most` code points, or null when it is not.
    public static Refusal tooLong(String field, String text, int most) {
        if (text == null || !Text.isLonger(text, most)) return null;
        return Refusal.invalid(field, Refusal.Reason.TOO_LONG, most);
    }
}
