package chat.switchboard.understanding;

import java.util.List;

/// Which topics the questions of a desk are about.
final class CoveredTopics {
    /// A topic of which so much of one question is about, is covered.
    private static final double ENOUGH = 0.1;

    private final double[] covered;

    CoveredTopics(List<Entry> entries) {
        List<double[]> profiles = entries.stream()
                .map(Entry::profile)
                .filter(profile -> profile != null)
                .toList();
        covered = new double[profiles.isEmpty() ? 0 : profiles.getFirst().length];
        for (double[] roots : profiles)
            for (int i = 0; i < covered.length; i++)
                covered[i] = Math.max(covered[i], Math.min(1, roots[i] * roots[i] / ENOUGH));
    }

    /// How much of a text is about anything else, 0 to 1.
    double foreign(Topics.Profile asked) {
        double foreign = 0;
        for (int i = 0; i < covered.length; i++) foreign += asked.roots()[i] * asked.roots()[i] * (1 - covered[i]);
        return foreign;
    }
}
