package chat.switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight();

    @Test
    void a_message_is_complete_when_it_was_acknowledged_and_delivered() {
        inFlight.sent(0, 5);
        inFlight.sent(1, 6);
        assertThat(inFlight.acknowledged(0)).isFalse();
        assertThat(inFlight.delivered(0)).isTrue();
        assertThat(inFlight.delivered(1)).isFalse();
        assertThat(inFlight.acknowledged(1)).isTrue();
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void what_is_complete_is_not_there_any_more() {
        inFlight.sent(8, 5);
        assertThat(inFlight.has(8)).isTrue();
        assertThat(inFlight.has(0)).isFalse();
        inFlight.forget(8);
        assertThat(inFlight.has(8)).isFalse();
    }

    @Test
    void it_grows_with_the_backlog() {
        for (int number = 0; number < 10_000; number++) inFlight.sent(number, number * 2L);
        assertThat(inFlight.size()).isEqualTo(10_000);
        assertThat(inFlight.intendedAt(7_777)).isEqualTo(15_554);
        inFlight.delivered(3);
        assertThat(inFlight.undelivered()).hasSize(9_999).doesNotContain(6);
    }
}
