package chat.switchboard.understanding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a set of questions comes to, with the thresholds that are set by default.
final class Figures {
    static final double ANSWERS_FROM = 0.45;
    static final double SUGGESTS_FROM = 0.30;

    private final Map<QuestionSet.Kind, Count> counts = new EnumMap<>(QuestionSet.Kind.class);
    private final List<String> misses = new ArrayList<>();

    private static final class Count {
        int asked, right, suggested, wrong;
    }

    static Figures of(QuestionSet set, MeaningModel model) {
        Figures figures = new Figures();
        QuestionIndex index = QuestionIndex.of(set.questions(), model);
        for (QuestionSet.Asked asked : set.asked()) figures.add(asked, index.match(asked.text()));
        return figures;
    }

    private void add(QuestionSet.Asked asked, Match match) {
        Count count = counts.computeIfAbsent(asked.kind(), _ -> new Count());
        count.asked++;
        double score = match.offTopic() ? 0 : match.best().map(Ranked::score).orElse(0.0);
        boolean answered = score >= ANSWERS_FROM;
        boolean right = answered && match.best().orElseThrow().id().equals(asked.meant());
        boolean suggested = !answered && score >= SUGGESTS_FROM && isAmongTwo(match, asked);
        if (right) count.right++;
        else if (answered) count.wrong++;
        else if (suggested) count.suggested++;
        if (!(right || suggested || asked.meant() == null && !answered)) misses.add(miss(asked, match, answered));
    }

    private static boolean isAmongTwo(Match match, QuestionSet.Asked asked) {
        return match.ranked().stream().limit(2).anyMatch(each -> each.id().equals(asked.meant()));
    }

    private static String miss(QuestionSet.Asked asked, Match match, boolean answered) {
        return String.format(
                Locale.ROOT,
                "%s “%s” (%s%s)",
                asked.kind().name().toLowerCase(Locale.ROOT),
                asked.text(),
                answered ? "answered with “" : "nearest “",
                match.best()
                        .map(each -> each.phrasing() + "”, " + Math.round(each.score() * 100) + " %")
                        .orElse("”"));
    }

    double right(QuestionSet.Kind kind) {
        return share(counts.get(kind).right, counts.get(kind).asked);
    }

    /// Answered rightly, or the right one is among the two suggested.
    double helped(QuestionSet.Kind kind) {
        return share(counts.get(kind).right + counts.get(kind).suggested, counts.get(kind).asked);
    }

    /// Of those on the topic of the desk.
    double wrong() {
        int asked = 0, wrong = 0;
        for (Map.Entry<QuestionSet.Kind, Count> each : counts.entrySet())
            if (each.getKey() != QuestionSet.Kind.OFF) {
                asked += each.getValue().asked;
                wrong += each.getValue().wrong;
            }
        return share(wrong, asked);
    }

    double answeredOffTopic() {
        return share(counts.get(QuestionSet.Kind.OFF).wrong, counts.get(QuestionSet.Kind.OFF).asked);
    }

    List<String> misses() {
        return misses;
    }

    /// One row of the table in `docs/bot.md`.
    String row(String name) {
        StringBuilder row = new StringBuilder("| " + name);
        for (QuestionSet.Kind kind : QuestionSet.Kind.values())
            if (kind != QuestionSet.Kind.OFF)
                row.append(String.format(Locale.ROOT, " | %.0f / %.0f", right(kind) * 100, helped(kind) * 100));
        return row.append(String.format(Locale.ROOT, " | %.1f | %.1f |", wrong() * 100, answeredOffTopic() * 100))
                .toString();
    }

    private static double share(int part, int whole) {
        return (double) part / whole;
    }
}
