package chat.switchboard.understanding;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// A text as a point: texts of like meaning lie near each other. English only.
///
/// Nothing is loaded before the first text; what is then stays until it is closed. One platform thread
/// does all of it: the model never takes a second core.
public final class MeaningModel implements AutoCloseable {
    /// Phrasings stay the same from one index to the next; 6 MB.
    private static final int MOST_KEPT = 4_000;

    private final Path folder;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("meaning").factory());
    private final Map<String, float[]> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > MOST_KEPT;
        }
    };
    /// Of the thread alone.
    private Inference inference;

    private volatile ModelUnavailable fault;

    private MeaningModel(Path folder) {
        this.folder = folder;
    }

    /// @param dataFolder gets a folder of its own for the native libraries, when they are first used
    public static MeaningModel load(Path dataFolder) {
        return new MeaningModel(dataFolder.resolve("understanding"));
    }

    /// Of length 1, so that the inner product of two is their likeness. Waits for its turn: one text at a time.
    ///
    /// @throws ModelUnavailable when the model cannot be used here
    public float[] embed(String text) {
        return onThread(() -> inference().run(text));
    }

    /// As [#embed], for texts that are asked for again.
    float[] embedKept(String text) {
        synchronized (kept) {
            float[] known = kept.get(text);
            if (known != null) return known;
        }
        float[] made = embed(text);
        synchronized (kept) {
            kept.put(text, made);
        }
        return made;
    }

    /// For records of decisions: which model it was.
    public String version() {
        return "all-minilm-l6-v2-q";
    }

    /// Why it cannot be used; empty as long as it can, or nobody has tried.
    public Optional<ModelUnavailable> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public void close() {
        if (thread.isShutdown()) return;
        onThread(this::end);
        thread.shutdown();
    }

    private Void end() throws Exception {
        if (inference != null) inference.close();
        inference = null;
        fault = new ModelUnavailable(new IllegalStateException("it is closed"));
        return null;
    }

    private Inference inference() {
        if (fault != null) throw fault;
        if (inference == null) inference = loaded();
        return inference;
    }

    private Inference loaded() {
        try {
            return Inference.load(folder);
        } catch (ModelUnavailable e) {
            fault = e;
            throw e;
        }
    }

    private <T> T onThread(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelUnavailable unavailable) throw unavailable;
            throw new ModelUnavailable(e.getCause());
        } catch (RejectedExecutionException e) {
            throw new ModelUnavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailable(e);
        }
    }
}
