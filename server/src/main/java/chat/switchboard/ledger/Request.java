package chat.switchboard.ledger;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Opening;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import java.util.UUID;

/// One entry of the ledger's queue.
sealed interface Request {

    /// Decides which writer takes it: requests with the same key never run side by side.
    UUID key();

    UUID conversationId();

    record Open(Actor.Requester actor, UUID conversationId, Opening opening) implements Request {
        @Override
        public UUID key() {
            return actor.id();
        }
    }

    /// @param fence what must still stand, or null
    record Change(Actor actor, UUID conversationId, Command command, FencingToken fence) implements Request {
        @Override
        public UUID key() {
            return conversationId;
        }
    }
}
