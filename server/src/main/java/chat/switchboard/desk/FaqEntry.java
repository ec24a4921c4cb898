package chat.switchboard.desk;

import java.util.UUID;

/// A frequent question with its answer, in one language.
public record FaqEntry(UUID id, String slug, String language, String question, String answer, int displayOrder) {}
