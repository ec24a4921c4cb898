package chat.switchboard.understanding;

import java.util.List;

/// What was read in a text.
///
/// @param words as they were written, letters made comparable
/// @param english in English, for the model; empty when nothing was understood
/// @param unknown words that were not understood, as they sound in either script
record Reading(Language language, List<String> words, List<String> english, List<String> unknown) {
    Reading {
        words = List.copyOf(words);
        english = List.copyOf(english);
        unknown = List.copyOf(unknown);
    }

    String forModel() {
        return String.join(" ", english);
    }

    boolean isNothing() {
        return english.isEmpty() && unknown.isEmpty();
    }
}
