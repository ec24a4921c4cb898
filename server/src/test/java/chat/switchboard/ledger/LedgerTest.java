package chat.switchboard.ledger;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.OMAR;
import static chat.switchboard.conversation.Cast.SANA;
import static chat.switchboard.conversation.Cast.ZARA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.conversation.Status;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.texts.RefusalTexts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final String IN_THE_QUEUE = "You are in the queue. A person will be with you soon.";

    static TestPostgres database;
    static Conversations conversations;
    static final Map<UUID, List<Integer>> published = new ConcurrentHashMap<>();

    @BeforeAll
    static void open() {
        database = TestPostgres.fresh();
        Cast.enter(database);
        conversations = new Conversations(database.ledger(), database.requests(), Clock.systemUTC(), Cast.UNHURRIED);
        conversations.onCommitted(accepted -> accepted.events().forEach(event -> {
            if (event instanceof Event.MessageCreated(Message message))
                published
                        .computeIfAbsent(message.conversationId(), _ -> new ArrayList<>())
                        .add(message.seq());
        }));
    }

    @AfterAll
    static void close() {
        conversations.close();
        database.close();
    }

    @Test
    void the_first_message_opens_a_conversation_that_waits_for_a_person() {
        Committed opened = accepted(conversations.open(AYESHA, Cast.id(), beginning("Where is my order?")));

        assertThat(opened.conversation().status()).isEqualTo(Status.WAITING);
        assertThat(opened.conversation().times().requestedAgentAt())
                .isEqualTo(opened.conversation().times().createdAt());
        assertThat(opened.events()).hasOnlyElementsOfTypes(Event.Opened.class, Event.MessageCreated.class);
        assertThat(opened.conversation().number()).isPositive();
        assertThat(opened.message().seq()).isEqualTo(1);
        assertThat(stored(opened.conversation().id()))
                .extracting(Message::content)
                .containsExactly("Where is my order?", IN_THE_QUEUE);
        assertThat(opened.conversation().lastMessage().preview()).isEqualTo("Where is my order?");
        assertThat(value(conversations
                        .history()
                        .find(AYESHA, opened.conversation().id())))
                .isEqualTo(opened.conversation());
    }

    @Test
    void a_conversation_opened_without_a_word_waits_from_its_first_one() {
        OpenConversation silent = new OpenConversation(null, null, null, null, null);
        UUID id = accepted(conversations.open(AYESHA, Cast.id(), silent))
                .conversation()
                .id();
        assertThat(value(conversations.history().find(AYESHA, id)).status()).isEqualTo(Status.AUTOMATED);

        Committed said = accepted(conversations.submit(AYESHA, id, Command.Send.text(Cast.id(), "Hello?")));
        assertThat(said.conversation().status()).isEqualTo(Status.WAITING);
        assertThat(stored(id)).extracting(Message::content).containsExactly("Hello?", IN_THE_QUEUE);
    }

    @Test
    void what_a_bot_had_is_put_into_the_queue_once_when_there_is_no_bot_any_more() {
        UUID id = opened();
        UUID silent = accepted(
                        conversations.open(AYESHA, Cast.id(), new OpenConversation(null, null, null, null, null)))
                .conversation()
                .id();
        database.asSuperuser(handle -> handle.execute("UPDATE conversation SET status = 'automated' WHERE id = ?", id));

        var changes = new AutomaticChanges(database.jobs(), conversations);
        assertThat(changes.queueWhatNoBotAnswers()).isOne();
        assertThat(changes.queueWhatNoBotAnswers()).isZero();
        assertThat(value(conversations.history().find(AYESHA, id)).status()).isEqualTo(Status.WAITING);
        assertThat(value(conversations.history().find(AYESHA, silent)).status()).isEqualTo(Status.AUTOMATED);
    }

    @Test
    void the_same_first_message_opens_a_conversation_only_once() {
        OpenConversation beginning = beginning("Hello?");
        Committed first = accepted(conversations.open(AYESHA, Cast.id(), beginning));
        Committed again = accepted(conversations.open(AYESHA, Cast.id(), beginning));

        assertThat(again.repeated()).isTrue();
        assertThat(again.conversation().id()).isEqualTo(first.conversation().id());
        assertThat(again.message().id()).isEqualTo(first.message().id());
    }

    @Test
    void twenty_parallel_retries_store_one_message_and_all_answer_its_seq() {
        UUID id = opened();
        Command.Send send = Command.Send.text(Cast.id(), "Once, please");
        List<CompletableFuture<Outcome<Committed>>> answers = IntStream.range(0, 20)
                .mapToObj(_ -> conversations.submit(AYESHA, id, send))
                .toList();

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(accepted(answer).message().seq()).isEqualTo(3));
        assertThat(stored(id)).hasSize(3);
    }

    @Test
    void messages_of_many_senders_get_gap_free_seqs_and_are_published_in_order() {
        List<UUID> ids = IntStream.range(0, 10).mapToObj(_ -> opened()).toList();
        List<CompletableFuture<Outcome<Committed>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++)
            for (UUID id : ids) answers.add(conversations.submit(AYESHA, id, Command.Send.text(Cast.id(), "m" + i)));
        answers.forEach(LedgerTest::accepted);

        // The first message adds a fact, into the queue, and the third one without a reply another: escalated.
        List<Integer> expected = IntStream.rangeClosed(1, 203).boxed().toList();
        assertThat(ids).allSatisfy(id -> {
            assertThat(everything(id)).extracting(Message::seq).isEqualTo(expected);
            assertThat(published.get(id)).isEqualTo(expected);
        });
    }

    @Test
    void an_error_of_the_machine_ends_no_writer() {
        try (var others =
                new Conversations(database.ledger(), database.requests(), Clock.systemUTC(), Cast.UNHURRIED)) {
            UUID id = opened();
            others.surroundings().repliesDue(_ -> {
                throw new StackOverflowError();
            });
            assertThat(others.submit(AYESHA, id, Command.Send.text(Cast.id(), "Deep")))
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withRootCauseInstanceOf(StackOverflowError.class);
            others.surroundings().repliesDue(_ -> null);
            others.onCommitted(_ -> {
                throw new StackOverflowError();
            });
            for (String text : List.of("Still", "here"))
                accepted(others.submit(AYESHA, id, Command.Send.text(Cast.id(), text)));
            assertThat(stored(id))
                    .extracting(Message::content)
                    .contains("Still", "here")
                    .doesNotContain("Deep");
        }
    }

    @Test
    void one_poison_command_does_not_hurt_the_others_of_its_batch() {
        UUID id = opened();
        UUID other = opened();
        Actor.Customer ghost = new Actor.Customer(Cast.id(), "Nobody");
        List<CompletableFuture<Outcome<Committed>>> good = new ArrayList<>();
        CompletableFuture<Outcome<Committed>> poison = null;
        for (int i = 0; i < 50; i++) {
            good.add(conversations.submit(AYESHA, i % 2 == 0 ? id : other, Command.Send.text(Cast.id(), "good " + i)));
            // A customer without a row: the foreign key refuses the whole batch.
            if (i == 25) poison = conversations.open(ghost, Cast.id(), beginning("boo"));
        }
        good.forEach(LedgerTest::accepted);

        assertThat(poison).failsWithin(10, TimeUnit.SECONDS);
        assertThat(stored(id)).filteredOn(m -> m.kind() == Message.Kind.TEXT).hasSize(26);
    }

    @Test
    void a_stranger_and_an_unknown_id_get_the_same_answer() {
        UUID id = opened();

        assertThat(refusal(conversations.submit(ZARA, id, Command.Send.text(Cast.id(), "Mine?"))))
                .isEqualTo(refusal(conversations.submit(ZARA, Cast.id(), Command.Send.text(Cast.id(), "Mine?"))))
                .isEqualTo(Refusal.notFound());
        assertThat(conversations.history().find(ZARA, id)).isEqualTo(Outcome.refused(Refusal.notFound()));
        assertThat(conversations.history().after(ZARA, id, 0, 50)).isEqualTo(Outcome.refused(Refusal.notFound()));
    }

    @Test
    void naming_a_strangers_conversation_opens_none_of_its_rows() {
        UUID hers = opened();
        accepted(conversations.submit(AYESHA, hers, new Command.MarkRead(1)));

        for (String table : List.of("message", "read_mark")) {
            String sql = "SELECT count(*) FROM " + table + " WHERE conversation_id = ?";
            assertThat(counted(ZARA, hers, sql, hers)).as(table).isZero();
            assertThat(counted(AYESHA, hers, sql, hers)).as(table).isPositive();
            assertThat(counted(AYESHA, Cast.id(), sql, hers)).as(table).isPositive();
        }
    }

    private static int counted(Actor actor, UUID about, String sql, UUID id) {
        return database.requests()
                .transaction(
                        actor,
                        about,
                        handle -> handle.select(sql, id).mapTo(Integer.class).one());
    }

    @Test
    void of_two_agents_who_answer_at_once_one_wins_and_the_other_learns_who() {
        UUID id = opened();
        var sana = conversations.submit(SANA, id, Command.Send.text(Cast.id(), "I have it"));
        var omar = conversations.submit(OMAR, id, Command.Send.text(Cast.id(), "No, I do"));

        assertThat(accepted(sana).conversation().assignedAgent().name()).isEqualTo("Sana");
        assertThat(refusal(omar).code()).isEqualTo(Refusal.Code.CONFLICT);
        assertThat(RefusalTexts.english(refusal(omar))).contains("Sana");
        assertThat(stored(id))
                .extracting(Message::content)
                .containsExactly("Hello", IN_THE_QUEUE, "Sana joined", "I have it");
    }

    @Test
    void a_read_mark_only_advances_and_every_advance_is_kept() {
        UUID id = opened();
        accepted(conversations.submit(AYESHA, id, Command.Send.text(Cast.id(), "two")));
        accepted(conversations.submit(SANA, id, new Command.MarkRead(1)));
        accepted(conversations.submit(SANA, id, new Command.MarkRead(2)));
        Committed back = accepted(conversations.submit(SANA, id, new Command.MarkRead(1)));

        assertThat(back.events()).isEmpty();
        assertThat(value(conversations.history().readMarks(AYESHA, id)))
                .extracting(ReadMark::seq)
                .containsExactly(2);
        assertThat(rows("SELECT seq FROM read_mark WHERE conversation_id = ? ORDER BY seq", id))
                .containsExactly(1, 2);
    }

    @Test
    void what_happened_is_stored_as_it_was_decided() {
        UUID id = opened();
        accepted(conversations.assign(SANA, id, SANA.id(), null, null, Expected.NOTHING));
        accepted(conversations.edit(
                SANA,
                id,
                new EditConversation(
                        "A \"late\" order",
                        Priority.HIGH,
                        "order",
                        Cast.CARE,
                        List.of("late", "v.i.p, \"x\""),
                        Expected.NOTHING)));
        accepted(conversations.submit(SANA, id, new Command.Resolve()));
        Committed last = accepted(conversations.submit(SANA, id, new Command.Close()));

        assertThat(value(conversations.history().find(SANA, id))).isEqualTo(last.conversation());
        assertThat(value(conversations.history().activities(SANA, id)))
                .extracting(Activity::type)
                .contains("conversation.assigned", "conversation.edited");
    }

    @Test
    void a_closed_conversation_refuses_messages_but_answers_a_repeated_one() {
        UUID id = opened();
        Command.Send send = Command.Send.text(Cast.id(), "Before the end");
        Committed first = accepted(conversations.submit(AYESHA, id, send));
        accepted(conversations.submit(SANA, id, new Command.Close()));

        assertThat(refusal(conversations.submit(AYESHA, id, Command.Send.text(Cast.id(), "After")))
                        .code())
                .isEqualTo(Refusal.Code.CONVERSATION_CLOSED);
        assertThat(accepted(conversations.submit(AYESHA, id, send)).message()).isEqualTo(first.message());
    }

    @Test
    void history_is_read_in_pages_in_both_directions() {
        UUID id = opened();
        for (int i = 2; i <= 12; i++) accepted(conversations.submit(AYESHA, id, Command.Send.text(Cast.id(), "m" + i)));

        var forward = value(conversations.history().after(AYESHA, id, 3, 5));
        assertThat(forward.messages()).extracting(Message::seq).containsExactly(4, 5, 6, 7, 8);
        assertThat(forward.hasMore()).isTrue();
        var newest = value(conversations
                .history()
                .snapshot(AYESHA, id, null, new ConversationHistory.PageLimit(5, Integer.MAX_VALUE), Outcome::done));
        assertThat(newest.messages()).extracting(Message::seq).containsExactly(10, 11, 12, 13, 14);
        assertThat(newest.hasMore()).isTrue();
        var oldest = value(conversations.history().before(AYESHA, id, 3, 5));
        assertThat(oldest.messages()).extracting(Message::seq).containsExactly(1, 2);
        assertThat(oldest.hasMore()).isFalse();
    }

    private static OpenConversation beginning(String content) {
        return new OpenConversation(null, null, null, null, Command.Send.text(Cast.id(), content));
    }

    private static UUID opened() {
        return accepted(conversations.open(AYESHA, Cast.id(), beginning("Hello")))
                .conversation()
                .id();
    }

    private static Committed accepted(CompletableFuture<Outcome<Committed>> answer) {
        return value(answer.orTimeout(10, TimeUnit.SECONDS).join());
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }

    private static Refusal refusal(CompletableFuture<Outcome<Committed>> answer) {
        return switch (answer.orTimeout(10, TimeUnit.SECONDS).join()) {
            case Outcome.Refused<Committed>(Refusal refusal) -> refusal;
            case Outcome.Done<Committed>(Committed accepted) -> throw new AssertionError(accepted);
        };
    }

    private static List<Message> stored(UUID id) {
        return value(conversations.history().after(AYESHA, id, 0, 100)).messages();
    }

    private static List<Message> everything(UUID id) {
        List<Message> all = new ArrayList<>();
        ConversationHistory.Page page;
        do {
            page = value(conversations.history().after(AYESHA, id, all.size(), 50));
            all.addAll(page.messages());
        } while (page.hasMore());
        return all;
    }

    private static List<Integer> rows(String sql, UUID id) {
        return database.asSuperuser(
                handle -> handle.select(sql, id).mapTo(Integer.class).list());
    }
}
