package chat.switchboard.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Groups texts that ask alike, in whatever language, so that an admin reads each question once.
public final class Likeness {
    /// More texts than this are not compared; each of the rest is a group of its own.
    public static final int MOST_TEXTS = 1_000;

    /// From here on two texts ask alike.
    private static final double ALIKE = 0.62;

    /// @param text the one that is nearest to all of the group
    /// @param members indexes into the list that was given, in its order
    public record Group(String text, List<Integer> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    private record Asked(int index, Entry.Phrasing text) {}

    /// Every text is in one group; the largest group first, of equal ones that with the earlier text. Takes about two
    /// milliseconds for each text that the model has not seen: not for an event loop.
    public List<Group> group(List<String> texts, MeaningModel model) {
        Understanding understanding = new Understanding(new Reader(Set.of()), model);
        ConceptWeights weights = new ConceptWeights(List.of());
        List<List<Asked>> groups = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Entry.Phrasing text = understanding.meaning(texts.get(i), understanding.read(texts.get(i)), true);
            groupFor(text, groups, i < MOST_TEXTS, weights).add(new Asked(i, text));
        }
        return groups.stream()
                .map(members -> new Group(middle(members, weights), indexes(members)))
                .sorted(Comparator.comparingInt(
                        (Group group) -> -group.members().size()))
                .toList();
    }

    /// The nearest group all of whose texts are alike to it, or a new one.
    private static List<Asked> groupFor(
            Entry.Phrasing text, List<List<Asked>> groups, boolean isCompared, ConceptWeights weights) {
        List<Asked> nearest = null;
        double most = ALIKE;
        for (List<Asked> group : isCompared ? groups : List.<List<Asked>>of()) {
            double mean = group.stream()
                    .mapToDouble(each -> likeness(each.text, text, weights))
                    .average()
                    .orElse(0);
            if (mean >= most) {
                most = mean;
                nearest = group;
            }
        }
        if (nearest != null) return nearest;
        List<Asked> alone = new ArrayList<>();
        groups.add(alone);
        return alone;
    }

    private static double likeness(Entry.Phrasing one, Entry.Phrasing other, ConceptWeights weights) {
        if (one.reading().words().equals(other.reading().words())) return 1;
        if (one.reading().isNothing() || other.reading().isNothing()) return 0;
        double words = weights.likeness(one.concepts(), other.concepts());
        if (one.vector() == null || other.vector() == null) return words;
        double topics = 0;
        for (int i = 0; i < one.topics().roots().length; i++)
            topics += one.topics().roots()[i] * other.topics().roots()[i];
        return Nearness.of(Vectors.dot(one.vector(), other.vector()), topics, words);
    }

    private static String middle(List<Asked> members, ConceptWeights weights) {
        List<Asked> some = members.subList(0, Math.min(members.size(), 50));
        return some.stream()
                .max(Comparator.comparingDouble(one -> some.stream()
                        .mapToDouble(other -> likeness(one.text, other.text, weights))
                        .sum()))
                .orElseThrow()
                .text
                .written();
    }

    private static List<Integer> indexes(List<Asked> members) {
        return members.stream().map(Asked::index).toList();
    }
}
