package chat.switchboard.limit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nobody waits for hours because the machine's clock was set back.
class ClockSetBackTest {
    private final TestClock clock = new TestClock();

    @Test
    void a_rate_goes_on_as_before() {
        var throttle = new RateLimiter<String>(List.of(new RateLimiter.Rate(1, Duration.ofSeconds(10))), clock);
        assertThat(throttle.attempt("Ayesha")).isInstanceOf(Outcome.Done.class);
        clock.advance(Duration.ofHours(-5));
        assertThat(throttle.attempt("Ayesha")).isInstanceOf(Outcome.Refused.class);
        clock.advance(Duration.ofSeconds(10));
        assertThat(throttle.attempt("Ayesha")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_delay_ends_when_it_should() {
        var settings = new GrowingDelay.Settings(0, Duration.ofSeconds(30), Duration.ofMinutes(15));
        var delay = new GrowingDelay<String, String>(() -> settings, clock);
        assertThat(delay.attempt("account", "network")).isInstanceOf(GrowingDelay.Turn.After.class);
        clock.advance(Duration.ofHours(-5));
        assertThat(delay.attempt("account", "network")).isInstanceOf(GrowingDelay.Turn.Waiting.class);
        clock.advance(Duration.ofSeconds(30));
        assertThat(delay.attempt("account", "network")).isInstanceOf(GrowingDelay.Turn.Now.class);
    }
}
