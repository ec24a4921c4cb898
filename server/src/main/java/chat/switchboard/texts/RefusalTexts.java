package chat.switchboard.texts;

import chat.switchboard.kernel.Refusal;

/// Says refusals in words.
public final class RefusalTexts {
    private RefusalTexts() {}

    /// @param language an IETF tag, or null for English
    public static String of(Refusal refusal, String language) {
        return refusal.because() == null ? refusal.message() : of(refusal.because(), language);
    }

    /// @param language an IETF tag, or null for English
    public static String of(Refusal.Because because, String language) {
        return Texts.SHIPPED.render("refusal." + because.reason().wireName(), language, because.parameters());
    }

    public static String english(Refusal refusal) {
        return of(refusal, Texts.FALLBACK);
    }
}
