package chat.switchboard.languagemodel;

import java.util.Locale;

/// What the model is asked for, with the most tokens an answer to it may have, if the operator allows so many, and the
/// most code points of it that are kept.
public enum Task {
    INTENT(200, 100),
    REPLY_DRAFT(1_000, 3_000),
    SUMMARY(600, 1_500),
    TRANSLATION(4_000, 10_000);

    private final int mostAnswer;
    private final int mostCharacters;

    Task(int mostAnswer, int mostCharacters) {
        this.mostAnswer = mostAnswer;
        this.mostCharacters = mostCharacters;
    }

    int mostAnswer() {
        return mostAnswer;
    }

    int mostCharacters() {
        return mostCharacters;
    }

    /// The name on the wire and in the table: `reply_draft`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Task of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
