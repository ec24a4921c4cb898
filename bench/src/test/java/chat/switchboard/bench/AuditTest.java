package chat.switchboard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.bench.load.Books;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final UUID ID = new UUID(0, 1);

    @Test
    void books_that_agree_with_the_rows_are_clean() {
        Audit audit = Audit.of(sent(3, 3, 0 + 1 + 2, 4), new Audit.Stored(4, 1, 4, 4, 3, 3));
        assertThat(audit).isEqualTo(new Audit(3, 0, 0, 0, 0, 0));
        assertThat(audit.errors()).isZero();
    }

    @Test
    void an_acknowledged_message_without_a_row_is_not_stored() {
        assertThat(Audit.of(sent(3, 3, 3, 2), new Audit.Stored(2, 1, 2, 2, 2, 1))
                        .notStored())
                .isEqualTo(1);
    }

    @Test
    void a_row_of_another_message_does_not_make_up_for_it() {
        assertThat(Audit.of(sent(3, 3, 3, 3), new Audit.Stored(3, 1, 3, 3, 3, 4))
                        .notStored())
                .isEqualTo(1);
    }

    @Test
    void a_message_without_an_acknowledgement_may_be_stored_or_not() {
        assertThat(Audit.of(sent(3, 2, 1, 3), new Audit.Stored(3, 1, 3, 3, 3, 3))
                        .errors())
                .isZero();
        assertThat(Audit.of(sent(3, 2, 1, 2), new Audit.Stored(2, 1, 2, 2, 2, 1))
                        .errors())
                .isZero();
    }

    @Test
    void a_hole_in_the_seqs_and_a_repeated_id_are_gaps() {
        assertThat(Audit.of(sent(2, 2, 1, 3), new Audit.Stored(2, 1, 3, 2, 2, 1))
                        .gaps())
                .isEqualTo(1);
        assertThat(Audit.of(sent(2, 2, 1, 2), new Audit.Stored(2, 1, 2, 1, 2, 1))
                        .gaps())
                .isEqualTo(1);
    }

    @Test
    void a_stored_message_a_socket_did_not_get_is_lost() {
        assertThat(Audit.of(sent(3, 3, 3, 2), new Audit.Stored(3, 1, 3, 3, 3, 3))
                        .lost())
                .isEqualTo(2);
    }

    /// @param seen by each of the two sockets
    private static Books.Conversation sent(int sent, int acknowledged, long sum, int seen) {
        var reader = new Books.Reader(seen, seen, 0, 0);
        return new Books.Conversation(ID, "", sent, acknowledged, sum, List.of(reader, reader));
    }
}
