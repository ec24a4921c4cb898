package chat.switchboard.texts;

import java.time.Instant;
import java.util.List;

/// A sentence that customers read, in one language.
///
/// @param shipped what comes with the program, or null: there is none in this language, and English is used
/// @param text the desk's own, or null: the shipped one is used
/// @param parameters what may stand in it in braces
/// @param updatedAt null: it was never changed
/// @param version from 0; grows with every change
public record TextTemplate(
        String key,
        String language,
        String shipped,
        String text,
        List<String> parameters,
        Instant updatedAt,
        int version) {
    /// `ur.event.agent.joined`
    public String id() {
        return language + "." + key;
    }
}
