package chat.switchboard.bot;

import chat.switchboard.conversation.Activity.Details.BotDecided;
import chat.switchboard.conversation.Message.Metadata.Option;
import java.util.List;

/// What would be answered, and why.
///
/// @param content empty where nothing is said because a person is asked
public record Trial(
        String language,
        String mood,
        String intent,
        boolean wantsPerson,
        boolean offTopic,
        BotDecided.Outcome outcome,
        BotDecided.Reason reason,
        List<Candidate> candidates,
        double answersFrom,
        double suggestsFrom,
        String content,
        List<Option> options) {

    public record Candidate(EntryRef entry, double score, String phrasing) {}
}
