package chat.switchboard.contract;

import chat.switchboard.kernel.Refusal.Because;
import chat.switchboard.kernel.Text;
import chat.switchboard.texts.RefusalTexts;

/// What is wrong with one field.
///
/// @param field its name, or its path in nested objects: `message.content`
/// @param because why, as a code with parameters; null where there is only the sentence
public record FieldError(String field, String message, Because because) {
    private static final int MOST_IN_FIELD = 100;

    /// The name may be the client's own, and as long as its request.
    public FieldError {
        field = Text.cut(Text.clean(field), MOST_IN_FIELD);
    }

    /// In an edge's own English words.
    public FieldError(String field, String message) {
        this(field, message, null);
    }

    public FieldError(String field, Because because) {
        this(field, RefusalTexts.of(because, null), because);
    }

    /// The same of another field.
    public FieldError at(String other) {
        return new FieldError(other, message, because);
    }

    /// Said in another language, where there is a text in it.
    ///
    /// @param language an IETF tag, or null for English
    public FieldError in(String language) {
        return because == null ? this : new FieldError(field, RefusalTexts.of(because, language), because);
    }
}
