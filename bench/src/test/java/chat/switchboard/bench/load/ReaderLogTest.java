package chat.switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReaderLogTest {
    private final ReaderLog log = new ReaderLog();

    @Test
    void messages_in_order_leave_nothing_to_report() {
        for (int seq = 1; seq <= 5; seq++) log.delivered(seq);
        assertThat(log.account()).isEqualTo(new Books.Reader(5, 5, 0, 0));
    }

    @Test
    void a_gap_shows_in_what_was_seen() {
        log.delivered(1);
        log.delivered(3);
        assertThat(log.account()).isEqualTo(new Books.Reader(2, 3, 0, 0));
    }

    @Test
    void a_late_message_is_out_of_order_and_not_lost() {
        log.delivered(2);
        log.delivered(1);
        assertThat(log.account()).isEqualTo(new Books.Reader(2, 2, 0, 1));
    }

    @Test
    void a_repeated_message_is_a_duplicate() {
        log.delivered(1);
        log.delivered(1);
        assertThat(log.account()).isEqualTo(new Books.Reader(1, 1, 1, 0));
    }

    @Test
    void an_own_message_known_by_its_answer_is_seen_without_order() {
        log.delivered(2);
        log.knownByAnswer(1);
        assertThat(log.account()).isEqualTo(new Books.Reader(2, 2, 0, 0));
    }
}
