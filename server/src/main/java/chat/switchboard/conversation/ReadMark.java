package chat.switchboard.conversation;

import java.time.Instant;
import java.util.UUID;

/// Everything up to `seq` was read at `at`.
public record ReadMark(UUID conversationId, Reader reader, int seq, Instant at) {

    public record Reader(Message.Sender.Type type, UUID id) {}
}
