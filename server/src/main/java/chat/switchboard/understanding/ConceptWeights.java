package chat.switchboard.understanding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much a concept tells: much when few questions have it. `order` tells nothing where all are about orders.
final class ConceptWeights {
    private final Map<String, Integer> questionsWith = new HashMap<>();
    private final int questions;

    /// @param concepts of each question
    ConceptWeights(List<Set<String>> concepts) {
        questions = concepts.size();
        for (Set<String> each : concepts) each.forEach(concept -> questionsWith.merge(concept, 1, Integer::sum));
    }

    /// 0 to 1: the cosine of the two.
    double likeness(Set<String> one, Set<String> other) {
        double shared = 0;
        for (String concept : one) if (other.contains(concept)) shared += square(concept);
        return shared == 0 ? 0 : shared / Math.sqrt(length(one) * length(other));
    }

    private double length(Set<String> concepts) {
        double length = 0;
        for (String concept : concepts) length += square(concept);
        return length;
    }

    private double square(String concept) {
        double weight = Math.log((questions + 1) / (questionsWith.getOrDefault(concept, 0) + 0.5));
        return weight * weight;
    }
}
