package chat.switchboard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private Instant timeOfDay = Instant.parse("2026-03-02T09:00:00Z");
    private long nanos;
    private final SteadyClock clock = new SteadyClock(() -> timeOfDay, () -> nanos);

    @Test
    void it_goes_with_the_time_of_day() {
        Instant before = clock.instant();
        pass(Duration.ofMinutes(5));

        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void an_hour_forward_moves_it_only_as_fast_as_it_leans() {
        Instant before = clock.instant();
        timeOfDay = timeOfDay.plus(Duration.ofHours(1));
        pass(Duration.ofSeconds(60));

        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofSeconds(63));
    }

    @Test
    void an_hour_back_never_turns_it_back() {
        Instant before = clock.instant();
        timeOfDay = timeOfDay.minus(Duration.ofHours(1));
        pass(Duration.ofSeconds(60));

        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofSeconds(57));
    }

    @Test
    void a_small_correction_is_made_up_for() {
        timeOfDay = timeOfDay.plusMillis(500);
        pass(Duration.ofSeconds(60));

        assertThat(clock.instant()).isEqualTo(timeOfDay);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        timeOfDay = timeOfDay.plus(time);
    }
}
