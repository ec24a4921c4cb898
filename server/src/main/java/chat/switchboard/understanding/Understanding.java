package chat.switchboard.understanding;

import java.util.HashSet;
import java.util.Set;

/// Reads texts and finds their meaning, with a model or, where there is none, by their words alone.
final class Understanding {
    private final Reader reader;
    private final Concepts concepts = new Concepts();
    private final MeaningModel model;

    Understanding(Reader reader, MeaningModel model) {
        this.reader = reader;
        this.model = model;
    }

    Reading read(String text) {
        return reader.read(text);
    }

    /// @param isAskedAgain whether its vector is worth keeping
    Entry.Phrasing meaning(String written, Reading reading, boolean isAskedAgain) {
        float[] vector = reading.english().isEmpty() ? null : vector(reading.forModel(), isAskedAgain);
        Topics.Profile topics = vector == null ? null : Topics.known().profile(vector);
        return new Entry.Phrasing(written, reading, concepts(reading), vector, topics);
    }

    private Set<String> concepts(Reading reading) {
        Set<String> all = new HashSet<>(concepts.of(reading.english()));
        reading.unknown().forEach(word -> all.add("~" + word));
        return all;
    }

    private float[] vector(String english, boolean isAskedAgain) {
        try {
            return isAskedAgain ? model.embedKept(english) : model.embed(english);
        } catch (ModelUnavailable e) {
            return null;
        }
    }
}
