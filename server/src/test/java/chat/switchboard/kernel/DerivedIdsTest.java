package chat.switchboard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DerivedIdsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final UUID CONVERSATION = UUID.fromString("0198c0de-0001-7000-8000-00000000000a");

    @Test
    void ids_of_one_moment_sort_as_they_were_numbered() {
        List<String> ids = IntStream.rangeClosed(1, 500)
                .mapToObj(number -> UuidV7.derived(NOW, CONVERSATION, "activity", number))
                .map(UUID::toString)
                .toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void the_same_facts_give_the_same_id_and_other_facts_another() {
        UUID id = UuidV7.derived(NOW, CONVERSATION, "fact", 7);
        assertThat(id).isEqualTo(UuidV7.derived(NOW, CONVERSATION, "fact", 7));
        assertThat(id).isNotEqualTo(UuidV7.derived(NOW, CONVERSATION, "activity", 7));
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }
}
