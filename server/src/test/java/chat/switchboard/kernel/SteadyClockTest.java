package chat.switchboard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void an_hour_forward_is_made_up_for_at_three_times_the_speed() {
        Instant before = clock.instant();
        timeOfDay = timeOfDay.plus(Duration.ofHours(1));
        pass(Duration.ofSeconds(60));

        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofSeconds(180));
        pass(Duration.ofMinutes(30));
        assertThat(clock.instant()).isEqualTo(timeOfDay);
    }

    @Test
    void an_hour_back_is_made_up_for_at_a_third_of_the_speed_and_never_turns_it_back() {
        Instant before = clock.instant();
        timeOfDay = timeOfDay.minus(Duration.ofHours(1));
        pass(Duration.ofSeconds(60));

        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofSeconds(20));
        pass(Duration.ofMinutes(90));
        assertThat(clock.instant()).isEqualTo(timeOfDay);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PT0.3S", "PT1S", "PT40S", "PT10M", "PT59M", "PT1H", "PT65M", "PT66M", "PT8H", "P30D", "P9000D"})
    void a_jump_of_any_size_is_over_within_a_hundred_minutes_in_either_direction(Duration jump) {
        for (Duration by : List.of(jump, jump.negated())) {
            timeOfDay = timeOfDay.plus(by);
            Instant last = clock.instant();
            for (int second = 0; second < 6_000; second++) {
                pass(Duration.ofSeconds(1));
                Instant now = clock.instant();
                assertThat(now).isAfter(last);
                last = now;
            }
            assertThat(last).isEqualTo(timeOfDay);
        }
    }

    @Test
    void a_machine_that_was_suspended_has_the_right_time_at_once() {
        timeOfDay = timeOfDay.plus(Duration.ofHours(8));
        assertThat(clock.instant()).isEqualTo(timeOfDay);
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
