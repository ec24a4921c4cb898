package chat.switchboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.log.SecurityLog.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecurityLogTest {
    final List<String> lines = new ArrayList<>();
    final SecurityLog log = new SecurityLog(lines::add);

    @Test
    void the_first_event_is_written_at_once_and_its_like_once_a_minute_with_their_number() {
        for (int i = 0; i < 100; i++) log.add(Event.LOG_IN_FAILED, "account:1", "192.0.2.1", "-");
        assertThat(lines).containsExactly("event=log_in_failed who=account:1 address=192.0.2.1 what=- count=1");
        log.writeCounts();
        assertThat(lines)
                .hasSize(2)
                .last()
                .isEqualTo("event=log_in_failed who=account:1 address=192.0.2.1 what=- count=99");
    }

    @Test
    void what_is_over_is_written_no_more_and_begins_anew() {
        log.add(Event.FORBIDDEN, "agent:1", "192.0.2.1", "getAgents");
        log.writeCounts();
        log.writeCounts();
        assertThat(lines).hasSize(1);
        log.add(Event.FORBIDDEN, "agent:1", "192.0.2.1", "getAgents");
        assertThat(lines).hasSize(2);
    }

    @Test
    void what_goes_on_has_one_line_a_minute() {
        for (int minute = 0; minute < 5; minute++) {
            for (int i = 0; i < 10; i++) log.add(Event.RATE_LIMITED, "-", "192.0.2.1", "requests");
            log.writeCounts();
        }
        assertThat(lines).hasSize(1 + 5);
    }

    @Test
    void a_crowd_is_counted_together() {
        for (int i = 0; i < 10 * SecurityLog.MOST; i++) log.add(Event.TOKEN_REFUSED, "-", "address-" + i, "socket");
        assertThat(lines)
                .hasSize(SecurityLog.MOST + 1)
                .last()
                .isEqualTo("event=token_refused who=many address=many what=many count=1");
        log.writeCounts();
        assertThat(lines)
                .hasSize(SecurityLog.MOST + 2)
                .last()
                .isEqualTo("event=token_refused who=many address=many what=many count=" + (9 * SecurityLog.MOST - 1));
    }
}
