package chat.switchboard.bot;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Questions without an answer that ask alike.
///
/// @param question the one in the middle
/// @param nearest the frequent question that came closest, or null
/// @param questions the newest of them
public record UnansweredGroup(
        String question, String language, int count, Instant lastAskedAt, Nearest nearest, List<Unanswered> questions) {

    public record Nearest(EntryRef entry, double score) {}

    public record Unanswered(UUID conversationId, int seq, String content, String language, Instant askedAt) {}
}
