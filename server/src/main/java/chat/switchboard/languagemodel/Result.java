package chat.switchboard.languagemodel;

import java.util.Locale;

/// What became of a request to the model.
public enum Result {
    /// On its way, or the server ended before there was an answer.
    SENT,
    ANSWERED,
    TIMED_OUT,
    /// No connection, or one that broke.
    UNREACHABLE,
    /// 401 or 403.
    KEY_REFUSED,
    RATE_LIMITED,
    /// Another 4xx, or a redirection.
    REJECTED,
    /// 5xx, or no answer of the protocol.
    BROKEN,
    TOO_LARGE,
    /// An answer without a text: a call of a tool, a refusal, nothing.
    UNUSABLE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Result of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
