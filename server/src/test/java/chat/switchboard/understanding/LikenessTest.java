package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikenessTest {
    @TempDir
    Path folder;

    @Test
    void questions_that_ask_alike_are_one_group_in_any_language() {
        List<String> texts = List.of(
                "do you sell gift cards",
                "is there a student discount",
                "Do you have gift cards?",
                "students ke liye koi discount hai",
                "can I buy a gift card",
                "do you have a parking lot");
        try (MeaningModel model = MeaningModel.load(folder)) {
            List<Likeness.Group> groups = new Likeness().group(texts, model);
            assertThat(groups.get(0).members()).containsExactly(0, 2, 4);
            assertThat(groups.get(1).members()).containsExactly(1, 3);
            assertThat(groups.get(2).members()).containsExactly(5);
            assertThat(groups).allMatch(group -> texts.contains(group.text()));
        }
    }

    @Test
    void every_text_is_in_one_group() {
        List<String> texts = IntStream.range(0, 60)
                .mapToObj(i -> i % 3 == 0 ? "" : "question number " + i % 7)
                .toList();
        try (MeaningModel model = MeaningModel.load(folder)) {
            List<Integer> members = new Likeness()
                    .group(texts, model).stream()
                            .flatMap(group -> group.members().stream())
                            .toList();
            assertThat(members)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 60).boxed().toList());
        }
    }
}
