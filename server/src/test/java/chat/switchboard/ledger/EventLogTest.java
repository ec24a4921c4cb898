package chat.switchboard.ledger;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.SANA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTest {
    TestPostgres database;
    Conversations here;
    Conversations there;
    EventLog log;
    final List<Event> published = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void open() {
        database = TestPostgres.fresh();
        Cast.enter(database);
        here = node();
        here.onCommitted(committed -> {
            published.addAll(committed.events());
            // Publishing leaves out what is said by `Opened` already.
            if (committed.events().size() > 1 && committed.events().getFirst() instanceof Event.Opened)
                published.add(new Event.Updated());
        });
        there = node();
        log = new EventLog(database.jobs());
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        database.close();
    }

    private Conversations node() {
        return new Conversations(
                database.ledger(),
                database.requests(),
                Clock.systemUTC(),
                new Conversations.Limits(1, 512, 10_000, Cast.UNHURRIED.customers(), Cast.UNHURRIED.staff()));
    }

    @Test
    void every_event_is_read_as_it_was_published_in_the_same_order() {
        UUID id = opened();
        live(id);

        List<LoggedEvent> logged = all(log.oldest());
        assertThat(logged).extracting(LoggedEvent::event).containsExactlyElementsOf(published);
        assertThat(logged).extracting(LoggedEvent::conversationId).containsOnly(id);
        assertThat(published.stream().map(Event::getClass).distinct().count())
                .as("kinds of events but ReplyDue, which the server asks for")
                .isEqualTo(Event.class.getPermittedSubclasses().length - 1);
    }

    @Test
    void a_late_reply_is_logged() {
        here.surroundings()
                .repliesDue(_ -> new chat.switchboard.conversation.ReplyClock.Due(Instant.now(), Instant.now()));
        UUID id = opened();
        Instant since = committed(say(here, id)).conversation().replyClock().since();
        var remind = new Command.Remind(
                chat.switchboard.conversation.ReplyClock.Level.AGENT, since, Instant.parse("2030-01-01T00:00:00Z"));
        committed(here.submit(chat.switchboard.kernel.Actor.SYSTEM, id, remind));

        assertThat(published).hasAtLeastOneElementOfType(Event.ReplyDue.class);
        assertThat(all(log.oldest())).extracting(LoggedEvent::event).containsExactlyElementsOf(published);
    }

    @Test
    void what_opened_or_was_updated_comes_with_its_state_right_after() {
        UUID id = opened();
        committed(here.submit(BILAL, id, new Command.Edit(null, Priority.HIGH, null, null, List.of("vip"))));
        committed(here.submit(BILAL, id, new Command.Edit(null, Priority.LOW, null, null, List.of())));

        List<String> states = all(log.oldest()).stream()
                .filter(it -> it.event() instanceof Event.Updated)
                .skip(1) // of the first message
                .map(LoggedEvent::state)
                .toList();
        assertThat(states).hasSize(2);
        assertThat(states.get(0)).contains("\"priority\": \"high\"").contains("\"labels\": [\"vip\"]");
        assertThat(states.get(1)).contains("\"priority\": \"low\"").contains("\"labels\": []");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void pages_of_any_size_join_without_gap_or_repeat(int size) {
        live(opened());
        List<LoggedEvent> whole = all(log.oldest());

        List<LoggedEvent> paged = new ArrayList<>();
        Position position = log.oldest();
        while (log.after(position, size) instanceof EventLog.Page.Events(var events, var next) && !events.isEmpty()) {
            paged.addAll(events);
            position = Position.of(next.text()).orElseThrow();
        }
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void from_now_on_means_nothing_of_before() {
        live(opened());
        Position now = log.newest();
        assertThat(all(now)).isEmpty();
        UUID id = opened();
        assertThat(all(now))
                .isNotEmpty()
                .extracting(LoggedEvent::conversationId)
                .containsOnly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_is_no_position_is_none(String text) {
        assertThat(Position.of(text)).isEmpty();
    }

    @Test
    void nothing_is_shown_before_what_an_older_transaction_may_still_commit() {
        Position start = log.newest();
        var older = new OpenTransaction(database);
        older.execute("""
                INSERT INTO event_log (xid, ordinal, at, type, conversation_id, data)
                VALUES (pg_current_xact_id()::text::bigint, 0, now(), 'opened', gen_random_uuid(), '{}')""");
        UUID id = opened();
        assertThat(all(start)).isEmpty();

        older.commit();
        assertThat(all(start)).first().extracting(LoggedEvent::conversationId).isNotEqualTo(id);
        assertThat(all(start)).hasSizeGreaterThan(2);
    }

    /// The other node's transaction is younger, but locks the second conversation first.
    @Test
    void a_batch_that_was_overtaken_runs_again_in_a_younger_transaction() {
        List<UUID> ids = Stream.of(opened(), opened(), opened()).sorted().toList();
        UUID first = ids.get(0);
        UUID second = ids.get(1);
        for (UUID id : ids) committed(say(there, id)); // here holds nothing valid of them any more
        published.clear();
        Position start = log.newest();

        var holdsLast = new OpenTransaction(database, ids.get(2));
        var holdsFirst = new OpenTransaction(database, first);
        var plug = here.submit(BILAL, ids.get(2), new Command.Escalate("Late"));
        Eventually.until("the writer waits", () -> waitingForLocks() == 1);
        var batch = List.of(
                here.submit(BILAL, first, new Command.Escalate("Late")),
                here.submit(BILAL, second, new Command.Escalate("Late")));
        holdsLast.commit();
        committed(plug);
        Eventually.until("the batch waits for its first conversation", () -> waitingForLocks() == 1);
        committed(there.submit(BILAL, second, new Command.Edit("Overtaking", null, null, null, null)));
        holdsFirst.commit();
        batch.forEach(EventLogTest::committed);

        assertInOrder(all(start));
        assertThat(all(start).stream()
                        .filter(it -> it.conversationId().equals(second))
                        .map(it -> (Object) it.event().getClass())
                        .distinct())
                .startsWith(Event.ActivityCreated.class, Event.Updated.class)
                .contains(Event.Escalated.class);
    }

    @Test
    void a_position_from_before_the_oldest_kept_day_is_too_old() {
        Position start = log.oldest();
        opened();
        Position kept = last(all(start)).position();
        database.asSuperuser(handle -> {
            handle.execute("SELECT event_log_create_day('2020-01-05')");
            return handle.execute("UPDATE event_log SET at = '2020-01-05T12:00:00Z'");
        });
        assertThat(partitions()).contains("event_log_20200105");

        assertThat(log.maintain(Duration.ofDays(30))).isPositive();
        assertThat(partitions()).doesNotContain("event_log_20200105");
        UUID id = opened();
        assertThat(log.after(start, 10)).isInstanceOf(EventLog.Page.PositionTooOld.class);
        Position oldest = ((EventLog.Page.PositionTooOld) log.after(start, 10)).oldest();
        assertThat(oldest).isEqualTo(log.oldest());
        assertThat(all(oldest)).extracting(LoggedEvent::conversationId).containsOnly(id);
        assertThat(all(kept)).isEqualTo(all(oldest));
        assertThat(log.maintain(Duration.ofDays(30)))
                .as("nothing is left to do")
                .isZero();
    }

    @Test
    void events_of_days_nobody_prepared_are_kept_and_dropped_like_the_others() {
        Position start = log.oldest();
        opened();
        database.asSuperuser(handle -> handle.execute("UPDATE event_log SET at = '2020-01-05T12:00:00Z'"));
        assertThat(all(start)).isNotEmpty();

        log.maintain(Duration.ofDays(30));
        assertThat(log.after(start, 10)).isInstanceOf(EventLog.Page.PositionTooOld.class);
        assertThat(rows("event_log")).isZero();
    }

    @Test
    void a_week_is_prepared() {
        log.maintain(Duration.ofDays(30));
        assertThat(partitions()).hasSizeGreaterThanOrEqualTo(8);
        opened();
        assertThat(rows("event_log_other")).isZero();
    }

    @Test
    void a_consumer_that_missed_events_is_told_and_goes_on() {
        SeenConsumer.createTable(database);
        opened();
        database.asSuperuser(handle -> handle.execute("INSERT INTO event_consumer VALUES ('seen', 0, 0)"));
        database.asSuperuser(handle -> handle.execute("UPDATE event_log SET at = '2020-01-05T12:00:00Z'"));
        log.maintain(Duration.ofDays(30));
        UUID id = opened();
        try (var _ = consumers(Duration.ofMillis(10))) {
            Eventually.until("it has seen the rest", () -> seen().size() > 1);
        }
        assertThat(seen().getFirst()).isEqualTo("missed null");
        assertThat(seen().subList(1, seen().size())).allMatch(it -> it.endsWith(id.toString()));
    }

    @Test
    void a_commit_on_the_same_node_wakes_the_consumer() {
        SeenConsumer.createTable(database);
        try (var consumers = consumers(Duration.ofHours(1))) {
            here.onCommitted(_ -> consumers.wake());
            Eventually.until("it stands at the end", () -> rows("event_consumer") == 1);
            consumers.wake();
            opened();
            Eventually.until("it has seen all", () -> seen().size() == published.size());
        }
    }

    /// As after `pg_restore` into a new server, whose transaction numbers begin anew.
    @Test
    void after_a_restore_old_positions_are_refused_and_new_events_come_after_all_old_ones() {
        SeenConsumer.createTable(database);
        opened();
        Position before = last(all(log.oldest())).position();
        database.asSuperuser(handle -> {
            for (String table : List.of("message", "event_log"))
                handle.execute("UPDATE " + table + " SET xid = xid + 1000000000");
            handle.execute("UPDATE conversation SET log_xid = log_xid + 1000000000");
            return handle.execute("UPDATE ledger_epoch SET identity = 'of another server'");
        });
        assertThat(recognizeRestore()).isTrue();
        assertThat(recognizeRestore()).isFalse();
        List<LoggedEvent> restored = all(log.oldest());
        Position last = last(restored).position();
        UUID id = restored.getFirst().conversationId();
        reconnect(id);

        assertThat(log.after(before, 10)).isInstanceOf(EventLog.Page.PositionTooOld.class);
        assertThat(all(last))
                .isNotEmpty()
                .extracting(LoggedEvent::conversationId)
                .containsOnly(id);
        assertThat(all(log.oldest()))
                .startsWith(restored.toArray(LoggedEvent[]::new))
                .hasSizeGreaterThan(restored.size());
    }

    /// A restore replaces the database, so nobody's connection outlives it.
    private void reconnect(UUID id) {
        database.asSuperuser(handle -> handle.select("""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE application_name = 'switchboard-ledger' AND datname = current_database()""").mapTo(long.class).one());
        Eventually.until("the ledger is connected again", () -> say(there, id).join() instanceof Outcome.Done<?>);
    }

    private boolean recognizeRestore() {
        return database.asSuperuser(handle -> handle.select("SELECT ledger_recognize_restore()")
                .mapTo(boolean.class)
                .one());
    }

    private EventConsumers consumers(Duration poll) {
        var consumers = new EventConsumers(database.jobs(), poll, List.of(new SeenConsumer("seen")));
        consumers.start();
        return consumers;
    }

    private List<String> seen() {
        return database.asSuperuser(handle -> handle.select(
                        "SELECT concat(type, ' ', coalesce(conversation_id::text, 'null')) FROM seen ORDER BY n")
                .mapTo(String.class)
                .list());
    }

    private int rows(String table) {
        return database.asSuperuser(handle ->
                handle.select("SELECT count(*) FROM " + table).mapTo(int.class).one());
    }

    private List<String> partitions() {
        return database.asSuperuser(handle -> handle.select(
                        "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = 'event_log'::regclass")
                .mapTo(String.class)
                .list());
    }

    private int waitingForLocks() {
        return database.asSuperuser(
                handle -> handle.select("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'""").mapTo(int.class).one());
    }

    private static void assertInOrder(List<LoggedEvent> events) {
        assertThat(events.stream()
                        .filter(it -> it.event() instanceof Event.MessageCreated)
                        .map(it -> ((Event.MessageCreated) it.event()).message())
                        .toList())
                .allSatisfy(message -> assertThat(message.seq()).isPositive())
                .isSortedAccordingTo((a, b) ->
                        a.conversationId().equals(b.conversationId()) ? Integer.compare(a.seq(), b.seq()) : 0);
    }

    private List<LoggedEvent> all(Position after) {
        return ((EventLog.Page.Events) log.after(after, EventLog.MOST_AT_ONCE)).events();
    }

    private static LoggedEvent last(List<LoggedEvent> events) {
        return events.getLast();
    }

    /// Everything that can happen to one.
    private void live(UUID id) {
        committed(here.submit(
                AYESHA,
                id,
                new Command.Send(
                        Cast.id(), chat.switchboard.conversation.Message.Kind.TEXT, "A \"reply\"\n😀", null, 1)));
        committed(here.submit(SANA, id, Command.Send.text(Cast.id(), "Hello Ayesha")));
        committed(here.submit(AYESHA, id, new Command.MarkRead(2)));
        committed(here.submit(SANA, id, new Command.MarkRead(3)));
        committed(here.submit(BILAL, id, new Command.Edit("Refund", Priority.HIGH, null, null, List.of("vip"))));
        committed(here.submit(BILAL, id, new Command.Escalate("Late")));
        committed(here.submit(SANA, id, new Command.Resolve()));
        committed(here.submit(AYESHA, id, new Command.Rate(5, "Thanks")));
        committed(here.submit(BILAL, id, new Command.Close()));
    }

    private UUID opened() {
        var opened = here.open(
                AYESHA, Cast.id(), new OpenConversation(null, null, null, null, Command.Send.text(Cast.id(), "Hi")));
        return committed(opened).conversation().id();
    }

    private static CompletableFuture<Outcome<Committed>> say(Conversations node, UUID id) {
        return node.submit(AYESHA, id, Command.Send.text(Cast.id(), "A word"));
    }

    private static Committed committed(CompletableFuture<Outcome<Committed>> answer) {
        return switch (answer.orTimeout(30, TimeUnit.SECONDS).join()) {
            case Outcome.Done<Committed>(Committed committed) -> committed;
            case Outcome.Refused<Committed>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    /// A transaction of somebody else that stays open.
    private static final class OpenTransaction {
        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private final CompletableFuture<String> sql = new CompletableFuture<>();
        private final CompletableFuture<Void> executed = new CompletableFuture<>();
        private final CompletableFuture<Void> ending = new CompletableFuture<>();
        private final CompletableFuture<Void> over;

        OpenTransaction(TestPostgres database) {
            over = CompletableFuture.runAsync(() -> database.asSuperuser(this::run), Thread::startVirtualThread);
            begun.join();
        }

        OpenTransaction(TestPostgres database, UUID locked) {
            this(database);
            execute("DO $$ BEGIN PERFORM FROM conversation WHERE id = '" + locked + "' FOR UPDATE; END $$");
        }

        void execute(String statement) {
            sql.complete(statement);
            executed.join();
        }

        void commit() {
            ending.complete(null);
            over.join();
        }

        private Void run(Handle handle) {
            begun.complete(null);
            try {
                handle.execute(sql.orTimeout(60, TimeUnit.SECONDS).join());
                executed.complete(null);
            } catch (RuntimeException fault) {
                executed.completeExceptionally(fault);
                throw fault;
            }
            return ending.orTimeout(60, TimeUnit.SECONDS).join();
        }
    }
}
