package chat.switchboard.texts;

import chat.switchboard.kernel.Refusal;

/// Says refusals in words.
public final class RefusalTexts {
    private RefusalTexts() {}

    /// @param language an IETF tag, or null for English
    public static String of(Refusal refusal, String language) {
        Refusal.Because because = refusal.because();
        return because == null
                ? refusal.message()
                : Texts.SHIPPED.render("refusal." + because.reason().wireName(), language, because.parameters());
    }

    public static String english(Refusal refusal) {
        return of(refusal, Texts.FALLBACK);
    }
}
