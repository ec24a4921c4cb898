package chat.switchboard.bot;

import chat.switchboard.conversation.Message;

/// What there is to react to.
sealed interface Said {

    /// A conversation was opened without a word.
    record Opened() implements Said {}

    /// A person was asked for without words.
    record Queued() implements Said {}

    record Words(String text) implements Said {}

    /// One of the options that were offered.
    record Choice(String value, String label) implements Said {
        static final String PERSON = "person";
        static final String HELPED = "helped";
        static final String NOT_HELPED = "not-helped";
    }

    /// @param message null: the opening
    static Said of(Message message) {
        if (message == null) return new Opened();
        if (message.kind() == Message.Kind.EVENT) return new Queued();
        return message.metadata() instanceof Message.Metadata.Chosen(String value)
                ? new Choice(value, message.content())
                : new Words(message.content());
    }

    /// As words; empty where none were said.
    default String text() {
        return switch (this) {
            case Words(String text) -> text;
            case Choice(String _, String label) -> label;
            case Opened _, Queued _ -> "";
        };
    }
}
