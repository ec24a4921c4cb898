package chat.switchboard.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The frequent questions, ready to be asked. Immutable and safe for many threads; made anew when a question changes.
public final class QuestionIndex {
    private static final int MOST = 3;

    private final List<Question> questions;
    private final LanguageDetector detector = new LanguageDetector();

    private QuestionIndex(List<Question> questions) {
        this.questions = List.copyOf(questions);
    }

    /// Takes about two milliseconds for each phrasing that the model has not seen: not for an event loop.
    public static QuestionIndex of(List<Question> questions, MeaningModel model) {
        return new QuestionIndex(questions);
    }

    /// Takes about two milliseconds: not for an event loop. Never throws because of the text.
    public Match match(String text) {
        Set<String> asked = new HashSet<>(Words.of(text));
        List<Ranked> ranked = new ArrayList<>();
        for (Question question : questions) ranked.add(best(question, asked));
        ranked.removeIf(each -> each.score() == 0);
        ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
        return new Match(
                detector.of(text, Language.EN), ranked.subList(0, Math.min(MOST, ranked.size())), ranked.isEmpty());
    }

    private static Ranked best(Question question, Set<String> asked) {
        Ranked best = ranked(question, question.question(), asked);
        for (String phrasing : question.phrasings()) {
            Ranked other = ranked(question, phrasing, asked);
            if (other.score() > best.score()) best = other;
        }
        return best;
    }

    private static Ranked ranked(Question question, String phrasing, Set<String> asked) {
        Set<String> all = new HashSet<>(Words.of(phrasing));
        Set<String> shared = new HashSet<>(all);
        shared.retainAll(asked);
        all.addAll(asked);
        return new Ranked(question.id(), all.isEmpty() ? 0 : (double) shared.size() / all.size(), phrasing);
    }
}
