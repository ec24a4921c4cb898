package chat.switchboard.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// With a clock that the test turns.
class TimerWheelTest {
    private static final long TICK = 10;

    private long now;
    private final TimerWheel wheel = new TimerWheel(new EmbeddedChannel().eventLoop(), () -> now, TICK);
    private final List<String> expired = new ArrayList<>();

    private final class Named extends TimerWheel.Timer {
        private final String name;
        private Runnable then = () -> {};

        Named(String name) {
            this.name = name;
        }

        @Override
        void expired() {
            expired.add(name);
            then.run();
        }
    }

    private void turnTo(long time) {
        now = time;
        wheel.run();
    }

    @Test
    void a_timer_expires_in_the_tick_of_its_deadline_and_never_later() {
        wheel.schedule(new Named("a"), 57);
        turnTo(49);
        assertThat(expired).isEmpty();
        turnTo(50);
        assertThat(expired).containsExactly("a");
    }

    @Test
    void a_moved_timer_expires_once_at_its_new_deadline() {
        Named timer = new Named("a");
        wheel.schedule(timer, 50);
        wheel.schedule(timer, 90);
        turnTo(60);
        assertThat(expired).isEmpty();
        turnTo(95);
        assertThat(expired).containsExactly("a");
        turnTo(1000);
        assertThat(expired).hasSize(1);
    }

    @Test
    void a_cancelled_timer_does_not_expire() {
        Named timer = new Named("a");
        wheel.schedule(timer, 50);
        wheel.cancel(timer);
        wheel.cancel(timer);
        turnTo(100);
        assertThat(expired).isEmpty();
    }

    @Test
    void a_deadline_beyond_the_ring_waits_for_its_round() {
        wheel.schedule(new Named("far"), 3 * 512 * TICK + 20);
        for (long time = 0; time < 3 * 512 * TICK + 20; time += 100) turnTo(time);
        assertThat(expired).isEmpty();
        turnTo(3 * 512 * TICK + 20);
        assertThat(expired).containsExactly("far");
    }

    @Test
    void after_a_stall_everything_due_expires_once() {
        for (int i = 0; i < 100; i++) wheel.schedule(new Named("t" + i), i * 77);
        turnTo(10_000_000);
        assertThat(expired).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void what_expires_may_cancel_its_neighbour_and_schedule_itself() {
        Named first = new Named("first");
        Named second = new Named("second");
        first.then = () -> {
            wheel.cancel(second);
            wheel.schedule(first, now + 50);
            first.then = () -> {};
        };
        wheel.schedule(first, 20);
        wheel.schedule(second, 20);
        turnTo(30);
        assertThat(expired).containsExactly("first");
        turnTo(80);
        assertThat(expired).containsExactly("first", "first");
    }

    @Test
    void many_timers_expire_each_in_its_tick() {
        Random random = new Random(42);
        List<Long> deadlines = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            long deadline = 20 + random.nextInt(20_000);
            deadlines.add(deadline);
            wheel.schedule(new Named(String.valueOf(deadline)), deadline);
        }
        for (long time = 0; time <= 21_000; time += 10) {
            int before = expired.size();
            turnTo(time);
            long tick = time / TICK;
            assertThat(expired.subList(before, expired.size())).allMatch(name -> Long.parseLong(name) / TICK == tick);
        }
        assertThat(expired).hasSize(1000);
    }

    @Test
    void a_span_is_over_when_it_has_passed_and_a_stall_punishes_nobody() {
        now = 1000;
        assertThat(wheel.justBefore(1000, 200)).isEqualTo(1190);
        now = 5000;
        assertThat(wheel.justBefore(1000, 200)).isEqualTo(5000 - 2 * TICK + 200 - TICK);
    }
}
