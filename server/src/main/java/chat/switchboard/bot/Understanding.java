package chat.switchboard.bot;

import chat.switchboard.understanding.KeywordIntent;
import chat.switchboard.understanding.Language;
import chat.switchboard.understanding.LanguageDetector;
import chat.switchboard.understanding.Match;
import chat.switchboard.understanding.PersonRequest;
import chat.switchboard.understanding.SentimentLexicon;
import java.util.List;

/// Reads messages. Safe for many threads.
final class Understanding {
    private final LanguageDetector languages = new LanguageDetector();
    private final PersonRequest personRequest = new PersonRequest();
    private final SentimentLexicon sentiment = new SentimentLexicon();
    private final KeywordIntent intents = new KeywordIntent();

    /// All of it. Takes about two milliseconds.
    Understood of(String text, Language fallback, Knowledge knowledge) {
        Understood read = withoutQuestions(text, fallback, knowledge);
        Match match = knowledge.index().match(text);
        List<Understood.Candidate> candidates = match.ranked().stream()
                .flatMap(ranked -> knowledge.topic(ranked.id()).stream()
                        .map(topic -> new Understood.Candidate(topic, ranked.score(), ranked.phrasing())))
                .toList();
        return new Understood(
                read.language(), read.mood(), read.intent(), read.wantsPerson(), match.offTopic(), candidates);
    }

    /// Where no question is to be answered.
    Understood withoutQuestions(String text, Language fallback, Knowledge knowledge) {
        return new Understood(
                languages.of(text, fallback),
                sentiment.of(text).mood(),
                intents.of(text, knowledge.intents())
                        .map(KeywordIntent.Intent::intent)
                        .orElse(null),
                personRequest.in(text),
                false,
                List.of());
    }
}
