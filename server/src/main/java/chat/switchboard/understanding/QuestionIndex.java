package chat.switchboard.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The frequent questions, ready to be asked. Immutable and safe for many threads; made anew when a question changes.
///
/// Where the model cannot be used (see [MeaningModel#fault()]) it compares words alone, which finds less.
public final class QuestionIndex {
    private static final int MOST = 3;

    /// The same words, but for a slip of the finger or the way they are spelled.
    private static final double ALMOST_EXACT = 0.98;

    /// From here on a question is worth suggesting, see [Nearness#score].
    private static final double SUGGESTS_FROM = 0.3;

    private static final double ANSWERS_FROM = 0.45;

    private final Understanding understanding;
    private final LanguageDetector detector = new LanguageDetector();
    private final List<Entry> entries = new ArrayList<>();
    private final Certain exact = new Certain();
    private final Certain almostExact = new Certain();
    private final ConceptWeights weights;
    private final CoveredTopics covered;

    private QuestionIndex(List<Question> questions, MeaningModel model) {
        understanding = new Understanding(new Reader(englishWords(questions)), model);
        questions.forEach(this::add);
        weights = new ConceptWeights(entries.stream().map(Entry::concepts).toList());
        covered = new CoveredTopics(entries);
    }

    /// Takes about two milliseconds for each phrasing that the model has not seen: not for an event loop.
    public static QuestionIndex of(List<Question> questions, MeaningModel model) {
        return new QuestionIndex(questions, model);
    }

    /// Takes about two milliseconds: not for an event loop. Never throws because of the text.
    public Match match(String text) {
        Language language = detector.of(text, Language.EN);
        if (entries.isEmpty()) return new Match(language, List.of(), true);
        Optional<Ranked> same = exact.get(Words.joined(text));
        if (same.isPresent()) return new Match(language, List.of(same.get()), false);
        Reading reading = understanding.read(text);
        if (reading.isNothing()) return new Match(language, List.of(), true);
        return almostExact
                .get(key(reading))
                .map(almost -> new Match(language, List.of(almost), false))
                .orElseGet(() -> nearest(understanding.meaning(text, reading, false)));
    }

    private Match nearest(Entry.Phrasing asked) {
        List<Nearness> near = entries.stream()
                .map(entry -> entry.nearness(asked, weights))
                .sorted(Comparator.comparingDouble(Nearness::value).reversed())
                .limit(MOST)
                .toList();
        double foreign = asked.topics() == null ? 0 : covered.foreign(asked.topics());
        List<Ranked> ranked =
                near.stream().map(each -> ranked(each, near, foreign)).toList();
        return new Match(
                asked.reading().language(),
                ranked,
                isOffTopic(asked, ranked.getFirst().score()));
    }

    private static Ranked ranked(Nearness one, List<Nearness> near, double foreign) {
        double other = near.stream()
                .filter(each -> each != one)
                .mapToDouble(Nearness::value)
                .findFirst()
                .orElse(0);
        return new Ranked(one.entry().id(), one.score(other, foreign), one.phrasing());
    }

    private static boolean isOffTopic(Entry.Phrasing asked, double score) {
        boolean foreign = asked.topics() != null && asked.topics().isForeign();
        return score < (foreign ? ANSWERS_FROM : SUGGESTS_FROM);
    }

    private static String key(Reading reading) {
        return reading.forModel() + "|" + String.join(" ", reading.unknown());
    }

    private void add(Question question) {
        List<Entry.Phrasing> phrasings = new ArrayList<>();
        for (String written : phrasingsOf(question)) {
            Reading reading = understanding.read(written);
            if (reading.isNothing()) continue;
            phrasings.add(understanding.meaning(written, reading, true));
            exact.add(Words.joined(written), new Ranked(question.id(), 1, written));
            almostExact.add(key(reading), new Ranked(question.id(), ALMOST_EXACT, written));
        }
        if (!phrasings.isEmpty()) entries.add(Entry.of(question.id(), phrasings));
    }

    private static List<String> phrasingsOf(Question question) {
        return Stream.concat(Stream.of(question.question()), question.phrasings().stream())
                .toList();
    }

    private static Set<String> englishWords(List<Question> questions) {
        LanguageDetector detector = new LanguageDetector();
        Set<String> all = new HashSet<>();
        for (Question question : questions)
            for (String phrasing : phrasingsOf(question)) {
                List<String> words = Words.of(phrasing);
                if (detector.of(words, Language.EN) == Language.EN) all.addAll(words);
            }
        return all;
    }
}
