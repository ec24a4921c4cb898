package chat.switchboard.understanding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Runs the model, on the thread that calls and no other.
final class Inference implements AutoCloseable {
    private static final int MOST_PIECES = 64;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final WordPiece words = new WordPiece(MOST_PIECES);
    private final OrtSession session;

    private Inference(Path model) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            // Texts differ in length, and memory kept for each length is never given back.
            options.setMemoryPatternOptimization(false);
            options.setCPUArenaAllocator(false);
            session = environment.createSession(model.toString(), options);
        }
    }

    static Inference load(Path folder) {
        try {
            NativeFiles files = NativeFiles.unpackedIn(folder);
            files.announce();
            return new Inference(files.model());
        } catch (IOException | OrtException | LinkageError fault) {
            throw new ModelUnavailable(fault);
        }
    }

    /// The mean of the vectors of all pieces, of length 1.
    float[] run(String text) {
        long[] pieces = words.pieces(text);
        long[] ones = new long[pieces.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = tensor(pieces);
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(new long[pieces.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), pieces.length);
        } catch (OrtException fault) {
            throw new ModelUnavailable(fault);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] mean(FloatBuffer vectors, int count) {
        float[] sum = new float[vectors.remaining() / count];
        for (int i = 0; i < count; i++) for (int j = 0; j < sum.length; j++) sum[j] += vectors.get(i * sum.length + j);
        return Vectors.unit(sum);
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
