package chat.switchboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Automation;
import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Counts;
import chat.switchboard.conversation.Counts.Bursts;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.conversation.Service;
import chat.switchboard.conversation.Status;
import chat.switchboard.conversation.Times;
import chat.switchboard.conversation.Topic;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.TestPostgres;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A field that is forgotten somewhere between the record and the table is named here.
class ConversationColumnsTest {
    /// Columns that no value of a conversation is written to, each with the reason.
    private static final Map<String, String> WRITTEN_OTHERWISE = Map.of(
            "number", "given by the database",
            "opening_message_id", "only for recognizing a repeat",
            "previous_conversation_id", "found when it is inserted",
            "version", "counted by the UPDATE",
            "log_xid", "the writing transaction's number");

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123Z");
    private static TestPostgres database;
    private static Conversation empty;
    private static Conversation full;

    @BeforeAll
    static void open() {
        database = TestPostgres.fresh();
        Cast.enter(database);
        database.asSuperuser(handle -> handle.execute("""
                UPDATE customer SET email = 'a@example.com', phone = '+92', locale = 'ur', attributes = '{"plan": "gold"}'
                WHERE id = ?""", Cast.AYESHA.id()));
        empty = inserted(Cast.id());
        full = full(empty, inserted(Cast.id()).id());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void every_column_of_the_table_is_written() {
        List<String> written = new ArrayList<>(WRITTEN_OTHERWISE.keySet());
        ConversationColumns.all().forEach(column -> written.add(column.name()));
        List<String> columns = database.asSuperuser(
                handle -> handle.select("""
                        SELECT column_name FROM information_schema.columns
                        WHERE table_schema = 'public' AND table_name = 'conversation'""").mapTo(String.class).list());
        assertThat(written).containsExactlyInAnyOrderElementsOf(columns);
    }

    @Test
    void every_field_of_a_conversation_is_in_the_example() {
        assertThat(emptyFields("conversation", full)).containsExactly("conversation.readMarks");
    }

    @Test
    void every_field_is_read_as_it_was_written() {
        assertThat(written(full)).isEqualTo(full);
    }

    @Test
    void every_column_that_may_change_has_another_value_in_the_example() {
        for (List<Column> group : List.of(MessagingStore.COLUMNS, ConversationColumns.LIFECYCLE))
            for (Column column : group)
                assertThat(column.isSame(empty, full)).as(column.name()).isFalse();
    }

    @Test
    void what_only_messages_change_is_one_statement() {
        var before = new VersionedConversation(full, 7);
        assertThat(new ConversationUpdate(before, full).isMessagingOnly()).isTrue();
        assertThat(new ConversationUpdate(before, empty).isMessagingOnly()).isFalse();
    }

    private static Conversation inserted(UUID id) {
        var contact = new Conversation.Contact("a@example.com", "+92", "ur", "{\"plan\": \"gold\"}");
        var customer =
                new Conversation.Customer(Cast.AYESHA.id(), Cast.AYESHA.name(), Message.Sender.Type.CUSTOMER, contact);
        var topic = Topic.opened(null, "other", null, "{\"order\": 7}");
        Conversation fresh = Conversation.opened(id, customer, topic, NOON);
        return database.ledger().transaction(Actor.SYSTEM, handle -> new OpeningStore(handle).insert(fresh, null));
    }

    private static Conversation written(Conversation after) {
        return database.ledger().transaction(Actor.SYSTEM, handle -> {
            LockStore store = new LockStore(handle);
            LifecycleStore writing = new LifecycleStore(handle);
            List<Conversation> found = new ArrayList<>();
            store.lock(
                    Set.of(after.id()), (before, _) -> writing.update(List.of(new ConversationUpdate(before, after))));
            store.lock(Set.of(after.id()), (now, _) -> found.add(now.conversation()));
            return found.getFirst();
        });
    }

    /// Every field has a value of its own.
    private static Conversation full(Conversation like, UUID id) {
        return database.asSuperuser(handle -> {
            NamedRef department = new NamedRef(
                    Cast.CARE,
                    handle.select("SELECT name FROM department WHERE id = ?", Cast.CARE)
                            .mapTo(String.class)
                            .one());
            handle.execute("UPDATE conversation SET previous_conversation_id = ? WHERE id = ?", like.id(), id);
            long number = handle.select("SELECT number FROM conversation WHERE id = ?", id)
                    .mapTo(long.class)
                    .one();
            return new Conversation(
                    id,
                    number,
                    like.customer(),
                    new Topic(
                            "Refund \"now\"",
                            "order",
                            Priority.HIGH,
                            department,
                            "{\"order\": 8}",
                            List.of("a,b", "\"c\\")),
                    Status.ACTIVE,
                    new NamedRef(Cast.SANA.id(), "Sana"),
                    new Times(NOON, at(1), at(2), at(3), at(4), at(5), at(6), at(7)),
                    new Counts(11, 12, new Bursts(13, at(8)), 14, 15),
                    new Conversation.LastMessage(Message.Sender.Type.AGENT, "Sana", Message.Kind.TEXT, "Hello", at(9)),
                    new Conversation.Rating(4, "Good"),
                    new Service(
                            like.id(),
                            Cast.OMAR.id(),
                            at(10),
                            new Automation(16, 17, 18, Cast.CARE, "payment", at(14), at(15))),
                    new ReplyClock(
                            at(11), at(12), at(13), ReplyClock.Level.AGENT, new NamedRef(Cast.BILAL.id(), "Bilal")),
                    Map.of());
        });
    }

    private static Instant at(int minutes) {
        return NOON.plusSeconds(60L * minutes);
    }

    private static List<String> emptyFields(String path, Object value) {
        if (value == null || value.equals(0) || value.equals(0L) || value.equals(Map.of()) || value.equals(List.of()))
            return List.of(path);
        List<String> empty = new ArrayList<>();
        if (value.getClass().isRecord())
            for (RecordComponent component : value.getClass().getRecordComponents())
                empty.addAll(emptyFields(path + "." + component.getName(), read(component, value)));
        return empty;
    }

    private static Object read(RecordComponent component, Object of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
