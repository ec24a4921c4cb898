package chat.switchboard.conversation;

/// A conversation as its row says.
///
/// @param version how often the row was changed; whoever writes it names the version it was decided on
record Held(Conversation conversation, long version) {

    /// After one more change.
    Held changedTo(Conversation after) {
        return new Held(after, version + 1);
    }
}
