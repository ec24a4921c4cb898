package chat.switchboard.conversation;

import java.time.Instant;
import java.util.UUID;

/// What was done in a conversation without a person so far.
///
/// @param handledSeq the last message that was dealt with; 0 for the opening, -1 before it
/// @param misses questions in a row without an answer
/// @param answers how often it was answered, of whatever kind
/// @param entryId the question that was answered last, or null
/// @param intent what the customer was found to want, or null
/// @param offlineToldAt when the customer was last told that nobody is here, or null
/// @param moodRaisedAt when the priority was raised because of the customer's mood, or null
public record Automation(
        int handledSeq,
        int misses,
        int answers,
        UUID entryId,
        String intent,
        Instant offlineToldAt,
        Instant moodRaisedAt) {
    public static final Automation NONE = new Automation(-1, 0, 0, null, null, null, null);

    /// Something was said about the message `seq`.
    public Automation spoke(int seq) {
        return new Automation(seq, misses, answers + 1, entryId, intent, offlineToldAt, moodRaisedAt);
    }

    /// Dealt with, without a word.
    public Automation handled(int seq) {
        return new Automation(seq, misses, answers, entryId, intent, offlineToldAt, moodRaisedAt);
    }

    public Automation withMisses(int count) {
        return new Automation(handledSeq, count, answers, entryId, intent, offlineToldAt, moodRaisedAt);
    }

    public Automation withEntry(UUID id) {
        return new Automation(handledSeq, misses, answers, id, intent, offlineToldAt, moodRaisedAt);
    }

    public Automation withIntent(String found) {
        return new Automation(handledSeq, misses, answers, entryId, found, offlineToldAt, moodRaisedAt);
    }

    public Automation toldOffline(Instant at) {
        return new Automation(handledSeq, misses, answers, entryId, intent, at, moodRaisedAt);
    }

    public Automation raisedForMood(Instant at) {
        return new Automation(handledSeq, misses, answers, entryId, intent, offlineToldAt, at);
    }
}
