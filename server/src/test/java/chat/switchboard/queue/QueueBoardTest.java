package chat.switchboard.queue;

import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Places and expected waits. `-Dseed=…` repeats the random lines.
class QueueBoardTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void the_places_of_a_line_are_a_permutation_whoever_comes_and_goes() {
        QueueBoard board = new QueueBoard();
        List<QueueEntry> everybody = new ArrayList<>();
        Map<UUID, Integer> told = new HashMap<>();
        for (int round = 0; round < 300; round++) {
            for (int i = random.nextInt(5); i > 0; i--) everybody.add(somebody());
            for (int i = random.nextInt(4); i > 0 && !everybody.isEmpty(); i--)
                told.remove(everybody.remove(random.nextInt(everybody.size())).id());
            board.begin();
            for (QueueBoard.Moved moved : board.round(everybody, ServiceRate.UNKNOWN, _ -> true))
                told.put(moved.conversationId(), moved.position().position());
            for (UUID department : List.of(CARE, PAYMENTS)) isPermutation(everybody, department, told);
        }
    }

    /// Also from what was told alone: nobody whose place changed was left out.
    private void isPermutation(List<QueueEntry> everybody, UUID department, Map<UUID, Integer> told) {
        List<Integer> places = everybody.stream()
                .filter(it -> it.departmentId().equals(department))
                .sorted(QueueEntry.ORDER)
                .map(it -> told.get(it.id()))
                .toList();
        assertThat(places)
                .as("seed " + seed)
                .isEqualTo(IntStream.rangeClosed(1, places.size()).boxed().toList());
    }

    @Test
    void nothing_is_told_twice() {
        QueueBoard board = new QueueBoard();
        List<QueueEntry> line = List.of(somebody(), somebody(), somebody());
        board.begin();
        assertThat(board.round(line, ServiceRate.UNKNOWN, _ -> true)).hasSize(3);

        board.begin();
        assertThat(board.round(line, ServiceRate.UNKNOWN, _ -> true)).isEmpty();
    }

    @Test
    void the_expected_wait_is_the_place_by_the_rate_of_the_last_hour() {
        // 30 served in 50 minutes: one every 100 seconds.
        ServiceRate rate =
                new ServiceRate(Map.of(CARE, new ServiceRate.Served(30, NINE)), NINE.plus(Duration.ofMinutes(50)));

        assertThat(rate.waitAt(CARE, 1)).isEqualTo(100);
        assertThat(rate.waitAt(CARE, 3)).isEqualTo(300);
    }

    @Test
    void what_is_not_known_is_not_promised() {
        ServiceRate two = new ServiceRate(Map.of(CARE, new ServiceRate.Served(2, NINE)), NINE.plusSeconds(900));

        assertThat(two.waitAt(CARE, 1)).isNull();
        assertThat(two.waitAt(PAYMENTS, 1)).isNull();
    }

    @Test
    void a_desk_that_just_opened_is_not_taken_for_a_fast_one() {
        ServiceRate rate = new ServiceRate(Map.of(CARE, new ServiceRate.Served(6, NINE)), NINE.plusSeconds(6));

        assertThat(rate.waitAt(CARE, 1)).isEqualTo(100);
    }

    private QueueEntry somebody() {
        UUID department = random.nextBoolean() ? CARE : PAYMENTS;
        return new QueueEntry(
                Cast.id(),
                department,
                1 + random.nextInt(4),
                random.nextBoolean(),
                NINE.plusSeconds(random.nextInt(500)),
                null,
                null);
    }
}
