package chat.switchboard.contract;

import chat.switchboard.kernel.Text;

/// What is wrong with one field.
///
/// @param field its name, or its path in nested objects: `message.content`
public record FieldError(String field, String message) {
    private static final int MOST_IN_FIELD = 100;

    /// The name may be the client's own, and as long as its request.
    public FieldError {
        field = Text.cut(Text.clean(field), MOST_IN_FIELD);
    }
}
