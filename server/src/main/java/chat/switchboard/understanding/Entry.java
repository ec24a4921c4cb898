package chat.switchboard.understanding;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A question with all that is known of it before anybody asks.
///
/// @param profile the roots of the mean shares of topics of its phrasings; null without a model
record Entry(UUID id, List<Phrasing> phrasings, double[] profile) {
    /// A text, of a desk or of a customer, with what was read in it.
    ///
    /// @param vector null where nothing was understood, or without a model
    record Phrasing(String written, Reading reading, Set<String> concepts, float[] vector, Topics.Profile topics) {}

    static Entry of(UUID id, List<Phrasing> phrasings) {
        List<double[]> profiles = phrasings.stream()
                .filter(each -> each.topics != null)
                .map(each -> each.topics.roots())
                .toList();
        return new Entry(id, phrasings, profiles.isEmpty() ? null : mean(profiles));
    }

    /// 0 to 1, of three views: the nearest phrasings by their vectors, the topics, and the words that are shared.
    Nearness nearness(Phrasing asked, ConceptWeights weights) {
        double bestMeaning = 0, sumMeaning = 0, bestWords = 0, sumWords = 0, most = -1;
        Phrasing nearest = phrasings.getFirst();
        for (Phrasing each : phrasings) {
            double meaning = asked.vector == null || each.vector == null ? 0 : Vectors.dot(asked.vector, each.vector);
            double words = weights.likeness(asked.concepts, each.concepts);
            bestMeaning = Math.max(bestMeaning, meaning);
            bestWords = Math.max(bestWords, words);
            sumMeaning += meaning;
            sumWords += words;
            if (meaning + words > most) {
                most = meaning + words;
                nearest = each;
            }
        }
        double meaning = Nearness.of(bestMeaning, sumMeaning / phrasings.size());
        double words = Nearness.of(bestWords, sumWords / phrasings.size());
        boolean byMeaning = asked.topics != null && profile != null;
        double all = byMeaning ? Nearness.of(meaning, topics(asked), words) : words;
        return new Nearness(this, all, nearest.written);
    }

    private double topics(Phrasing asked) {
        double sum = 0;
        for (int i = 0; i < profile.length; i++)
            sum += profile[i] * asked.topics.roots()[i];
        return sum;
    }

    Set<String> concepts() {
        Set<String> all = new HashSet<>();
        phrasings.forEach(each -> all.addAll(each.concepts));
        return all;
    }

    private static double[] mean(List<double[]> roots) {
        double[] mean = new double[roots.getFirst().length];
        for (double[] each : roots) for (int i = 0; i < mean.length; i++) mean[i] += each[i] * each[i] / roots.size();
        for (int i = 0; i < mean.length; i++) mean[i] = Math.sqrt(mean[i]);
        return mean;
    }
}
