package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;

/// An event at its place in the log.
///
/// @param ordinal within the transaction
/// @param after the conversation right after it
record Logged<E>(int ordinal, E event, Conversation after) {
    <T> Logged<T> with(T content) {
        return new Logged<>(ordinal, content, after);
    }
}
