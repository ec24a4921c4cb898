package chat.switchboard.understanding;

import java.util.UUID;

/// A frequent question that a text may ask.
///
/// @param score 0 to 1; 1 for a text that is the question or one of its phrasings, letter for letter but for case,
///     punctuation and ways to write the same letter
/// @param phrasing the nearest of its phrasings, as the admin wrote it
public record Ranked(UUID id, double score, String phrasing) {}
