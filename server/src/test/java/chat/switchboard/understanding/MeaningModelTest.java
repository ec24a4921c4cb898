package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeaningModelTest {
    @TempDir
    static Path folder;

    private static MeaningModel model;

    @BeforeAll
    static void load() {
        model = MeaningModel.load(folder);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void texts_of_like_meaning_lie_near_each_other() {
        float[] refund = model.embed("how do i get a refund");
        assertThat(Vectors.dot(refund, model.embed("i want my money back")))
                .isGreaterThan(Vectors.dot(refund, model.embed("the weather is nice")) + 0.2);
        assertThat(Vectors.dot(refund, refund)).isEqualTo(1, offset(1e-4));
    }

    /// The figures are those of the reference implementation, sentence-transformers/all-MiniLM-L6-v2,
    /// to what an eight-bit model can keep.
    @Test
    void vectors_are_those_of_the_model() {
        assertThat(Vectors.dot(model.embed("that is a happy person"), model.embed("that is a very happy person")))
                .isEqualTo(0.94, offset(0.03));
        assertThat(Vectors.dot(model.embed("that is a happy person"), model.embed("today is a sunny day")))
                .isEqualTo(0.26, offset(0.06));
    }

    @Test
    void long_and_strange_texts_have_vectors_too() {
        for (String text : List.of("", " ", "x".repeat(10_000), "word ".repeat(3_000), "中文", "\uD800"))
            assertThat(model.embed(text)).hasSize(384).doesNotContain(Float.NaN);
    }

    @Test
    void many_threads_get_the_same_vector() {
        float[] alone = model.embed("where is my order");
        assertThat(IntStream.range(0, 50).parallel().mapToObj(_ -> model.embed("where is my order")))
                .allSatisfy(vector -> assertThat(vector).isEqualTo(alone));
    }

    /// onnxruntime makes a folder among the temporary files all the same, and deletes it when the process ends; with
    /// libraries of its own it would put them there.
    @Test
    void its_files_are_in_the_data_folder_and_none_among_the_temporary_files() throws IOException {
        model.embed("anything");
        assertThat(files(folder.resolve("understanding")))
                .contains("all-minilm-l6-v2-q.onnx")
                .hasSize(3);
        for (Path each : temporary()) assertThat(files(each)).isEmpty();
    }

    @Test
    void a_file_that_was_cut_short_is_unpacked_again() throws IOException {
        Path other = folder.resolve("other");
        NativeFiles files = NativeFiles.unpackedIn(other);
        long size = Files.size(files.model());
        Files.write(files.model(), new byte[10]);
        assertThat(Files.size(NativeFiles.unpackedIn(other).model())).isEqualTo(size);
    }

    @Test
    void closed_it_says_so() {
        MeaningModel closed = MeaningModel.load(folder.resolve("closed"));
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.embed("anything")).isInstanceOf(ModelUnavailable.class);
        assertThat(closed.fault()).isPresent();
    }

    @Test
    void where_it_cannot_be_unpacked_that_is_said_each_time() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        try (MeaningModel nowhere = MeaningModel.load(file)) {
            for (int i = 0; i < 2; i++)
                assertThatThrownBy(() -> nowhere.embed("anything")).isInstanceOf(ModelUnavailable.class);
            assertThat(nowhere.fault()).isPresent();
        }
    }

    private static Set<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(each -> each.getFileName().toString().startsWith("onnxruntime"))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
