package chat.switchboard.limit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.TestClock;
import chat.switchboard.limit.GrowingDelay.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingDelayTest {
    final TestClock clock = new TestClock();
    final GrowingDelay<String, Integer> delay = new GrowingDelay<>(
            () -> new GrowingDelay.Settings(3, Duration.ofSeconds(8), Duration.ofMinutes(15)), clock);

    @Test
    void it_doubles_from_a_second_to_its_upper_bound() {
        List<Duration> waits = new ArrayList<>();
        for (int origin = 0; origin < 9; origin++) {
            waits.add(
                    switch (delay.attempt("sana", origin)) {
                        case Turn.Now() -> Duration.ZERO;
                        case Turn.After(Duration wait) -> {
                            delay.go("sana", origin);
                            yield wait;
                        }
                        case Turn.Waiting(Duration rest) -> throw new AssertionError(rest);
                    });
        }
        assertThat(waits).extracting(Duration::toSeconds).containsExactly(0L, 0L, 0L, 1L, 2L, 4L, 8L, 8L, 8L);
    }

    @Test
    void a_wait_that_has_begun_does_not_grow_with_what_others_do() {
        attempts(0, 3);
        assertThat(delay.attempt("sana", 99)).isEqualTo(new Turn.After(Duration.ofSeconds(1)));
        attempts(4, 30);
        clock.advance(Duration.ofMillis(999));
        assertThat(delay.attempt("sana", 99)).isEqualTo(new Turn.Waiting(Duration.ofMillis(1)));
        clock.advance(Duration.ofMillis(1));
        assertThat(delay.attempt("sana", 99)).isEqualTo(new Turn.Now());
        assertThat(delay.attempt("sana", 99)).isInstanceOf(Turn.After.class);
    }

    @Test
    void other_subjects_are_not_delayed() {
        attempts(0, 30);
        assertThat(delay.attempt("ali", 1)).isEqualTo(new Turn.Now());
    }

    @Test
    void what_is_given_back_does_not_count() {
        for (int i = 0; i < 30; i++) {
            assertThat(delay.attempt("sana", 1)).isEqualTo(new Turn.Now());
            delay.giveBack("sana");
        }
    }

    @Test
    void it_is_forgotten_when_nothing_is_attempted() {
        attempts(0, 30);
        clock.advance(Duration.ofMinutes(15).plusMillis(1));
        assertThat(delay.attempt("sana", 1)).isEqualTo(new Turn.Now());
    }

    /// From as many origins; each waits for its turn first.
    private void attempts(int from, int to) {
        for (int origin = from; origin < to; origin++)
            if (delay.attempt("sana", origin) instanceof Turn.After) delay.go("sana", origin);
    }
}
