package chat.switchboard.understanding;

import java.nio.file.Path;

/// A text as a point: texts of like meaning lie near each other. English only.
///
/// Nothing is loaded before the first text; then about 110 MB are in use until it is closed.
public final class MeaningModel implements AutoCloseable {
    private final Path folder;

    private MeaningModel(Path folder) {
        this.folder = folder;
    }

    /// @param dataFolder gets a folder of its own for the native libraries, when they are first used
    public static MeaningModel load(Path dataFolder) {
        return new MeaningModel(dataFolder.resolve("understanding"));
    }

    /// Of length 1, so that the inner product of two is their likeness. Waits for its turn: one text at a time.
    public float[] embed(String text) {
        throw new UnsupportedOperationException(folder + " has no model yet");
    }

    /// For records of decisions: which model it was.
    public String version() {
        return "all-minilm-l6-v2-q";
    }

    @Override
    public void close() {}
}
