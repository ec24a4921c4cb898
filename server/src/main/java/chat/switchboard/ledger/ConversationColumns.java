package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.postgres.Columns;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns a conversation is written to, each with its value. INSERT and both UPDATEs are derived from these
/// lists; [ConversationRow] reads them back by name. A new field is one line here, one there, and a migration.
final class ConversationColumns {
    /// Set when a conversation is opened, never changed.
    static final List<Column> FIXED = List.of(
            uuid("id", Conversation::id),
            uuid("customer_id", c -> c.customer().id()),
            json("metadata", c -> c.topic().metadata()),
            time("created_at", c -> c.times().createdAt()));

    /// What a message or a read mark changes, and nothing else: the columns nearly every update is about.
    static final List<Column> MESSAGING = List.of(
            time("updated_at", c -> c.times().updatedAt()),
            time("last_activity_at", c -> c.times().updatedAt().truncatedTo(ChronoUnit.SECONDS)),
            integer("last_seq", c -> c.counts().lastSeq()),
            integer("unanswered_count", c -> c.counts().unanswered()),
            integer("unread_count", c -> c.counts().unread()),
            integer("burst_count", c -> c.counts().bursts().count()),
            time("burst_since", c -> c.counts().bursts().since()),
            text("last_message_sender_type", ofLast(last -> last.senderType().wireName())),
            text("last_message_sender_name", ofLast(LastMessage::senderName)),
            text("last_message_kind", ofLast(last -> last.kind().wireName())),
            text("last_message_preview", ofLast(LastMessage::preview)),
            time("last_message_at", ofLast(LastMessage::at)),
            time("reply_since", c -> c.replyClock().since()),
            time("reply_due_at", c -> c.replyClock().dueAt()),
            time("reply_next_at", c -> c.replyClock().nextAt()),
            text("reply_level", c -> c.replyClock().level().wireName()));

    /// Everything else that may ever change.
    static final List<Column> HANDLING = List.of(
            text("subject", c -> c.topic().subject()),
            text("category", c -> c.topic().category()),
            text("priority", c -> c.topic().priority().wireName()),
            texts("labels", c -> c.topic().labels()),
            uuid("department_id", c -> idOf(c.topic().department())),
            text("status", c -> c.status().wireName()),
            uuid("assigned_agent_id", c -> idOf(c.assignedAgent())),
            time("requested_agent_at", c -> c.times().requestedAgentAt()),
            time("assigned_at", c -> c.times().assignedAt()),
            time("first_response_at", c -> c.times().firstResponseAt()),
            time("escalated_at", c -> c.times().escalatedAt()),
            time("resolved_at", c -> c.times().resolvedAt()),
            time("closed_at", c -> c.times().closedAt()),
            integer("activity_count", c -> c.counts().activities()),
            integer("rating_score", c -> c.rating() == null ? null : c.rating().score()),
            text("rating_comment", c -> c.rating() == null ? null : c.rating().comment()),
            uuid("previous_agent_id", c -> c.service().previousAgentId()),
            time("opened_at", c -> c.service().openedAt()),
            uuid("acknowledged_by_id", c -> idOf(c.replyClock().acknowledgedBy())),
            text("acknowledged_by_name", c -> nameOf(c.replyClock().acknowledgedBy())));

    private ConversationColumns() {}

    static List<Column> all() {
        return Stream.of(FIXED, MESSAGING, HANDLING).flatMap(List::stream).toList();
    }

    /// How a column is bound as an array, and how one element of it becomes the column's value.
    private enum Type {
        UUID("uuid", "n.%s"),
        TEXT("text", "n.%s"),
        INTEGER("int4", "n.%s"),
        TIME("float8", "to_timestamp(n.%s)"),
        JSON("text", "n.%s::jsonb"),
        /// As text, because unnest would flatten an array of arrays.
        TEXTS("text", "n.%s::text[]");

        private final String element;
        private final String value;

        Type(String element, String value) {
            this.element = element;
            this.value = value;
        }
    }

    /// @param name in the table
    record Column(String name, Type type, Function<Conversation, ?> value) {

        boolean isSame(Conversation one, Conversation other) {
            return Objects.equals(value.apply(one), value.apply(other));
        }

        /// The parameter: an array with this column's value of each conversation.
        String parameter() {
            return "?::" + type.element + "[]";
        }

        /// The value, where `n` names the unnested parameters.
        String expression() {
            return String.format(Locale.ROOT, type.value, name);
        }

        <T> void bind(Columns<T> parameters, Function<T, Conversation> conversation) throws SQLException {
            Function<T, ?> of = conversation.andThen(value);
            switch (type) {
                case UUID -> parameters.uuids(it -> (UUID) of.apply(it));
                case TEXT, JSON -> parameters.texts(it -> (String) of.apply(it));
                case INTEGER -> parameters.ints(it -> (Integer) of.apply(it));
                case TIME -> parameters.times(it -> (Instant) of.apply(it));
                case TEXTS -> parameters.texts(it -> arrayLiteral((List<?>) of.apply(it)));
            }
        }
    }

    /// One part for each column, separated by commas.
    static String each(List<Column> columns, Function<Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    private static Column uuid(String name, Function<Conversation, UUID> value) {
        return new Column(name, Type.UUID, value);
    }

    private static Column text(String name, Function<Conversation, String> value) {
        return new Column(name, Type.TEXT, value);
    }

    private static Column integer(String name, Function<Conversation, Integer> value) {
        return new Column(name, Type.INTEGER, value);
    }

    private static Column time(String name, Function<Conversation, Instant> value) {
        return new Column(name, Type.TIME, value);
    }

    private static Column json(String name, Function<Conversation, String> value) {
        return new Column(name, Type.JSON, value);
    }

    private static Column texts(String name, Function<Conversation, List<String>> value) {
        return new Column(name, Type.TEXTS, value);
    }

    private static <V> Function<Conversation, V> ofLast(Function<LastMessage, V> part) {
        return c -> c.lastMessage() == null ? null : part.apply(c.lastMessage());
    }

    private static UUID idOf(NamedRef ref) {
        return ref == null ? null : ref.id();
    }

    private static String nameOf(NamedRef ref) {
        return ref == null ? null : ref.name();
    }

    /// An array as PostgreSQL reads it from text.
    private static String arrayLiteral(List<?> texts) {
        return texts.stream()
                .map(text -> '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
