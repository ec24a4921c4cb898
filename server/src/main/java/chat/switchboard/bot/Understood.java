package chat.switchboard.bot;

import chat.switchboard.understanding.Language;
import chat.switchboard.understanding.Sentiment.Mood;
import java.util.List;
import java.util.Optional;

/// What was made of a message.
///
/// @param language how it is written
/// @param intent the slug of a category, or null
/// @param candidates frequent questions that may be meant, best first
record Understood(
        Language language,
        Mood mood,
        String intent,
        boolean wantsPerson,
        boolean offTopic,
        List<Candidate> candidates) {

    /// @param phrasing what came closest
    record Candidate(FaqTopic topic, double score, String phrasing) {}

    static Understood nothing(Language language) {
        return new Understood(language, Mood.NEUTRAL, null, false, false, List.of());
    }

    Optional<Candidate> best() {
        return candidates.stream().findFirst();
    }

    Optional<Candidate> runnerUp() {
        return candidates.stream().skip(1).findFirst();
    }
}
