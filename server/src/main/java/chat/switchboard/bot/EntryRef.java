package chat.switchboard.bot;

import chat.switchboard.desk.FaqEntry;
import java.util.UUID;

/// A frequent question, as reports name it.
public record EntryRef(UUID id, String slug, String question) {
    static EntryRef of(FaqEntry entry) {
        return new EntryRef(entry.revision().id(), entry.slug(), entry.question());
    }
}
