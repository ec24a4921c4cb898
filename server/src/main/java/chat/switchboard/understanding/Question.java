package chat.switchboard.understanding;

import java.util.List;
import java.util.UUID;

/// A frequent question as the matcher sees it.
///
/// @param phrasings other ways to ask it, in any language and script; may be empty
public record Question(UUID id, Language language, String question, List<String> phrasings) {
    public Question {
        phrasings = List.copyOf(phrasings);
    }
}
