package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;
import java.util.Objects;

/// A conversation that a batch changed.
///
/// @param before as its row was read
record ConversationUpdate(VersionedConversation before, Conversation after) {

    /// Whether nothing changed but what a message or a read mark changes.
    boolean isOnlyTalk() {
        Conversation old = before.conversation();
        return old.status() == after.status()
                && old.topic().equals(after.topic())
                && Objects.equals(old.assignedAgent(), after.assignedAgent())
                && old.times().equalsButForUpdate(after.times())
                && old.counts().activities() == after.counts().activities()
                && Objects.equals(old.rating(), after.rating())
                && old.service().equals(after.service())
                && Objects.equals(
                        old.replyClock().acknowledgedBy(), after.replyClock().acknowledgedBy());
    }
}
