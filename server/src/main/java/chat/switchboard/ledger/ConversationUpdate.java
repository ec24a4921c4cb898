package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;

/// A conversation that a batch changed.
///
/// @param before as its row was read
record ConversationUpdate(VersionedConversation before, Conversation after) {

    /// Whether nothing changed but what a message or a read mark changes.
    boolean isMessagingOnly() {
        for (Column column : ConversationColumns.LIFECYCLE)
            if (!column.isSame(before.conversation(), after)) return false;
        return true;
    }
}
