package chat.switchboard.ledger;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Topic;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import java.util.UUID;

/// One entry of the ledger's queue.
sealed interface LedgerRequest {

    /// Decides which writer takes it: requests with the same key never run side by side.
    UUID key();

    UUID conversationId();

    /// @param message the first one, or null; its id opens a conversation only once
    record Open(Actor.Requester actor, UUID conversationId, Topic topic, Command.Send message)
            implements LedgerRequest {
        @Override
        public UUID key() {
            return actor.id();
        }

        UUID messageId() {
            return message == null ? null : message.id();
        }
    }

    /// @param token what must still stand, or null
    record Change(Actor actor, UUID conversationId, Command command, FencingToken token) implements LedgerRequest {
        @Override
        public UUID key() {
            return conversationId;
        }
    }
}
