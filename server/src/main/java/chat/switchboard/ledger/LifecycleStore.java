package chat.switchboard.ledger;

import static chat.switchboard.ledger.Column.each;
import static chat.switchboard.ledger.ConversationColumns.LIFECYCLE;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.postgres.Columns;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The SQL of batches in which more happens than messages and read marks: a transaction of several statements.
final class LifecycleStore extends BatchStore {
    /// After the columns that messages change, in the same transaction: nobody else can have changed these rows.
    private static final String UPDATE_LIFECYCLE = "UPDATE conversation c SET " + Column.assignments(LIFECYCLE)
            + " FROM unnest(?::uuid[], " + each(LIFECYCLE, Column::parameter) + ")"
            + " AS n (id, " + each(LIFECYCLE, Column::name) + ")"
            + " WHERE c.id = n.id";

    private static final String INSERT_ACTIVITIES = """
            INSERT INTO activity (id, conversation_id, type, actor_type, actor_id, actor_name, details, created_at,
                                  xid, ordinal)
            SELECT id, conversation_id, type, actor_type, actor_id, actor_name, details::jsonb,
                   to_timestamp(at), (SELECT ledger_xid()), ordinal
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::float8[],
                        ?::int4[])
                 AS a (id, conversation_id, type, actor_type, actor_id, actor_name, details, at, ordinal)
            """;

    private static final String INSERT_EVENTS = """
            INSERT INTO event_log (xid, ordinal, at, type, conversation_id, data)
            SELECT (SELECT ledger_xid()), ordinal, to_timestamp(at), type, conversation_id, data::jsonb
            FROM unnest(?::int4[], ?::float8[], ?::text[], ?::uuid[], ?::text[])
                 AS e (ordinal, at, type, conversation_id, data)
            """;

    LifecycleStore(Handle handle) {
        super(handle);
    }

    /// Writes and commits. False, and the caller rolls back, when one of the conversations no longer has the version
    /// that was named.
    ///
    /// @param others every event that is neither a message nor a read mark
    boolean write(
            List<Logged<Message>> messages,
            List<Logged<ReadMark>> marks,
            List<Logged<Event>> others,
            List<ConversationUpdate> updates) {
        begin();
        insert(MessagingStore.INSERT_MESSAGES, messages, MessagingStore::bindMessages);
        insert(ReadMarkStore.INSERT, marks, ReadMarkStore::bind);
        insert(INSERT_ACTIVITIES, activities(others), LifecycleStore::bindActivities);
        insert(INSERT_EVENTS, rest(others), LifecycleStore::bindEvents);
        if (update(updates) != updates.size()) return false;
        commit();
        return true;
    }

    /// Answers how many conversations still had the version that was named. Two statements, because nearly always the
    /// first is enough.
    int update(List<ConversationUpdate> updates) {
        if (updates.isEmpty()) return 0;
        int written = prepare(MessagingStore.UPDATE_CONVERSATIONS, update -> {
            MessagingStore.bindUpdates(update, updates);
            return update.executeUpdate();
        });
        List<ConversationUpdate> more =
                updates.stream().filter(it -> !it.isMessagingOnly()).toList();
        if (!more.isEmpty())
            prepare(UPDATE_LIFECYCLE, update -> {
                Columns<ConversationUpdate> parameters =
                        Columns.of(update, more).uuids(it -> it.after().id());
                for (Column column : LIFECYCLE) column.bind(parameters, ConversationUpdate::after);
                return update.executeUpdate();
            });
        return written;
    }

    private <E> void insert(String sql, List<Logged<E>> rows, Work<Columns<Logged<E>>, ?> bind) {
        if (rows.isEmpty()) return;
        prepare(sql, insert -> {
            bind.with(Columns.of(insert, rows));
            return insert.executeUpdate();
        });
    }

    private static List<Logged<Event>> activities(List<Logged<Event>> events) {
        return events.stream().filter(LifecycleStore::isActivity).toList();
    }

    /// Events that are no row of another table.
    private static List<Logged<Event>> rest(List<Logged<Event>> events) {
        return events.stream().filter(logged -> !isActivity(logged)).toList();
    }

    private static boolean isActivity(Logged<Event> logged) {
        return logged.event() instanceof Event.ActivityCreated;
    }

    private static Columns<Logged<Event>> bindActivities(Columns<Logged<Event>> parameters) throws SQLException {
        return parameters
                .uuids(a -> activity(a).id())
                .uuids(a -> activity(a).conversationId())
                .texts(a -> activity(a).type())
                .texts(a -> activity(a).by().type().wireName())
                .uuids(a -> activity(a).by().id())
                .texts(a -> activity(a).by().name())
                .texts(a -> ActivityDetails.write(activity(a).details()))
                .times(a -> activity(a).createdAt())
                .ints(Logged::ordinal);
    }

    private static Activity activity(Logged<Event> logged) {
        return ((Event.ActivityCreated) logged.event()).activity();
    }

    private static Columns<Logged<Event>> bindEvents(Columns<Logged<Event>> parameters) throws SQLException {
        return parameters
                .ints(Logged::ordinal)
                .times(e -> e.after().times().updatedAt())
                .texts(e -> EventData.type(e.event()))
                .uuids(e -> e.after().id())
                .texts(e -> EventData.write(e.event(), e.after()));
    }
}
