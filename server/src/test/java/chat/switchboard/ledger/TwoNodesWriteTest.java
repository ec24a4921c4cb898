package chat.switchboard.ledger;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.SANA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.postgres.TestPostgres;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a node holds of a conversation may be out of date, because another node wrote. Nobody may notice.
class TwoNodesWriteTest {
    static TestPostgres database;
    static Conversations here;
    static Conversations there;

    @BeforeAll
    static void open() {
        database = TestPostgres.fresh();
        Cast.enter(database);
        here = new Conversations(database.ledger(), database.requests(), Clock.systemUTC(), Cast.UNHURRIED);
        there = new Conversations(database.ledger(), database.requests(), Clock.systemUTC(), Cast.UNHURRIED);
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
        database.close();
    }

    @Test
    void taking_turns_on_two_nodes_leaves_no_gap() {
        UUID id = opened();
        for (int i = 2; i <= 40; i++) {
            Conversations node = i % 2 == 0 ? here : there;
            assertThat(accepted(say(node, AYESHA, id)).events().stream()
                            .filter(event -> event instanceof Event.MessageCreated)
                            .count())
                    .isPositive();
        }
        assertThat(seqs(id))
                .isEqualTo(IntStream.rangeClosed(1, seqs(id).size()).boxed().toList());
        assertThat(texts(id)).isEqualTo(40);
    }

    @Test
    void many_conversations_written_on_two_nodes_at_once_keep_every_message_once() {
        List<UUID> ids = IntStream.range(0, 5).mapToObj(_ -> opened()).toList();
        List<CompletableFuture<Outcome<Committed>>> answers = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            answers.add(say(i % 2 == 0 ? here : there, AYESHA, ids.get(i % ids.size())));
            if (i % 100 == 99) answers.forEach(TwoNodesWriteTest::accepted);
        }
        answers.forEach(TwoNodesWriteTest::accepted);

        for (UUID id : ids) {
            assertThat(seqs(id))
                    .isEqualTo(IntStream.rangeClosed(1, seqs(id).size()).boxed().toList());
            assertThat(texts(id)).isEqualTo(1 + 600 / ids.size());
        }
    }

    @Test
    void what_another_node_closed_takes_no_message() {
        UUID id = opened();
        accepted(say(here, AYESHA, id));
        accepted(there.submit(BILAL, id, new Command.Close()));

        assertThat(refusal(say(here, AYESHA, id)).code()).isEqualTo(Refusal.Code.CONVERSATION_CLOSED);
    }

    @Test
    void what_another_node_gave_away_is_not_taken_again() {
        UUID id = opened();
        accepted(say(here, AYESHA, id));
        accepted(say(there, SANA, id));
        Committed next = accepted(say(here, AYESHA, id));

        assertThat(next.conversation().assignedAgent().id()).isEqualTo(SANA.id());
        assertThat(next.conversation().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void a_repeat_of_what_another_node_stored_is_answered_with_the_first_result() {
        UUID id = opened();
        accepted(say(here, AYESHA, id));
        Command.Send said = Command.Send.text(Cast.id(), "Hello?");
        Committed first = accepted(there.submit(AYESHA, id, said));
        Committed again = accepted(here.submit(AYESHA, id, said));

        assertThat(again.repeated()).isTrue();
        assertThat(again.message()).isEqualTo(first.message());
    }

    @Test
    void a_repeat_on_the_same_node_neither_stores_again_nor_hurts_its_batch() {
        UUID id = opened();
        Command.Send said = Command.Send.text(Cast.id(), "Hello?");
        Committed first = accepted(here.submit(AYESHA, id, said));
        var before = say(here, AYESHA, id);
        var repeat = here.submit(AYESHA, id, said);
        var after = say(here, AYESHA, id);

        assertThat(accepted(repeat).message()).isEqualTo(first.message());
        assertThat(accepted(after).message().seq())
                .isGreaterThan(accepted(before).message().seq());
        assertThat(texts(id)).isEqualTo(4);
    }

    private static UUID opened() {
        var opened = here.open(
                AYESHA, Cast.id(), new OpenConversation(null, null, null, null, Command.Send.text(Cast.id(), "Hi")));
        return accepted(opened).conversation().id();
    }

    private static CompletableFuture<Outcome<Committed>> say(Conversations node, Actor actor, UUID id) {
        return node.submit(actor, id, Command.Send.text(Cast.id(), "A word"));
    }

    private static Committed accepted(CompletableFuture<Outcome<Committed>> answer) {
        return switch (answer.orTimeout(30, TimeUnit.SECONDS).join()) {
            case Outcome.Done<Committed>(Committed accepted) -> accepted;
            case Outcome.Refused<Committed>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }

    private static Refusal refusal(CompletableFuture<Outcome<Committed>> answer) {
        return switch (answer.orTimeout(30, TimeUnit.SECONDS).join()) {
            case Outcome.Refused<Committed>(Refusal refusal) -> refusal;
            case Outcome.Done<Committed>(Committed accepted) -> throw new AssertionError(accepted);
        };
    }

    private static List<Integer> seqs(UUID id) {
        return database.asSuperuser(
                handle -> handle.select("SELECT seq FROM message WHERE conversation_id = ? ORDER BY seq", id)
                        .mapTo(Integer.class)
                        .list());
    }

    private static int texts(UUID id) {
        return database.asSuperuser(
                handle -> handle.select("SELECT count(*) FROM message WHERE conversation_id = ? AND kind = 'text'", id)
                        .mapTo(Integer.class)
                        .one());
    }
}
