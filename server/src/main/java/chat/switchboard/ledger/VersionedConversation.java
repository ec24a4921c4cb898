package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;

/// A conversation as its row says.
///
/// @param version how often the row was changed; whoever writes it names the version it was decided on
record VersionedConversation(Conversation conversation, long version) {

    /// After one more change.
    VersionedConversation changedTo(Conversation after) {
        return new VersionedConversation(after, version + 1);
    }
}
