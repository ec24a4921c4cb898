package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `topics.bin` has the vectors of `topics.txt`, so that no server has to make them when it starts.
///
/// Run with `-Dswitchboard.docs=write` after a change of the topics, the gloss or the way texts are read.
class TopicsFileTest {
    private static final Path FILE =
            Path.of("src", "main", "resources", "chat", "switchboard", "understanding", Topics.VECTORS);

    @TempDir
    Path folder;

    @Test
    void the_vectors_are_those_of_the_texts() throws IOException {
        List<byte[]> vectors = new ArrayList<>();
        Reader reader = new Reader(List.of());
        try (MeaningModel model = MeaningModel.load(folder)) {
            for (String text : Topics.sayings())
                vectors.add(Coarse.kept(model.embed(reader.read(text).forModel())));
        }
        if ("write".equals(System.getProperty("switchboard.docs"))) Files.write(FILE, file(vectors));
        byte[] written = Files.readAllBytes(FILE);
        byte[] due = file(vectors);
        assertThat(written).hasSameSizeAs(due);
        // Other processors round otherwise.
        for (int i = 0; i < due.length; i++)
            assertThat(Math.abs(written[i] - due[i])).as("byte %d", i).isLessThan(8);
    }

    private static byte[] file(List<byte[]> vectors) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(vectors.size());
        data.writeInt(vectors.getFirst().length);
        for (byte[] vector : vectors) data.write(vector);
        return bytes.toByteArray();
    }
}
