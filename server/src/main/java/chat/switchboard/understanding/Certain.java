package chat.switchboard.understanding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Texts that can only be one question. What two questions say is no question's own.
final class Certain {
    private final Map<String, Ranked> questions = new HashMap<>();
    private final Set<String> ofMany = new HashSet<>();

    void add(String text, Ranked question) {
        Ranked other = questions.putIfAbsent(text, question);
        if (other != null && !other.id().equals(question.id())) ofMany.add(text);
    }

    Optional<Ranked> get(String text) {
        return ofMany.contains(text) ? Optional.empty() : Optional.ofNullable(questions.get(text));
    }
}
