package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.postgres.Columns;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A column of the table of conversations, with its value. See [ConversationColumns].
///
/// @param name in the table
record Column(String name, Type type, Function<Conversation, ?> value) {
    /// How a column is bound as an array, and how one element of it becomes the column's value.
    enum Type {
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

    static Column uuid(String name, Function<Conversation, UUID> value) {
        return new Column(name, Type.UUID, value);
    }

    static Column text(String name, Function<Conversation, String> value) {
        return new Column(name, Type.TEXT, value);
    }

    static Column integer(String name, Function<Conversation, Integer> value) {
        return new Column(name, Type.INTEGER, value);
    }

    static Column time(String name, Function<Conversation, Instant> value) {
        return new Column(name, Type.TIME, value);
    }

    static Column json(String name, Function<Conversation, String> value) {
        return new Column(name, Type.JSON, value);
    }

    static Column texts(String name, Function<Conversation, List<String>> value) {
        return new Column(name, Type.TEXTS, value);
    }

    /// One part for each column, separated by commas.
    static String each(List<Column> columns, Function<Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    /// `name = value` for each column, where `n` names the unnested parameters.
    static String assignments(List<Column> columns) {
        return each(columns, column -> column.name + " = " + column.expression());
    }

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

    /// An array as PostgreSQL reads it from text.
    private static String arrayLiteral(List<?> texts) {
        return texts.stream()
                .map(text -> '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
