package chat.switchboard.bench;

import chat.switchboard.bench.load.Books;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The generator's books against the stored rows. Everything but `checked` must be 0.
///
/// @param checked acknowledged messages looked up
/// @param notStored messages acknowledged but not in the database
/// @param gaps conversations whose seqs are not 1, 2, 3 … or whose ids repeat
/// @param lost stored messages that did not reach a socket, summed over all sockets
/// @param duplicated messages that reached a socket more than once
/// @param outOfOrder messages that reached a socket after a later one
public record Audit(long checked, long notStored, long gaps, long lost, long duplicated, long outOfOrder) {
    static final Audit NOTHING = new Audit(0, 0, 0, 0, 0, 0);

    private static final String SQL = """
            SELECT m.conversation_id, count(*), min(m.seq), max(m.seq), count(DISTINCT m.id),
                   count(*) FILTER (WHERE starts_with(m.id::text, b.marker)),
                   coalesce(sum(right(m.id::text, 7)::bigint) FILTER (WHERE starts_with(m.id::text, b.marker)), 0)
            FROM unnest(?::uuid[], ?::text[]) AS b (conversation_id, marker)
            JOIN message m USING (conversation_id)
            GROUP BY m.conversation_id
            """;

    /// What is stored of one conversation.
    ///
    /// @param ours rows the generator sent, and
    /// @param sum of their numbers
    record Stored(long rows, int first, int last, long ids, long ours, long sum) {
        static final Stored NOTHING = new Stored(0, 0, 0, 0, 0, 0);

        boolean isWhole() {
            return rows == last && ids == rows && (rows == 0 || first == 1);
        }
    }

    static Audit of(Books books, Instance instance) {
        try (Connection connection = instance.cluster().connect(instance.database())) {
            Map<UUID, Stored> stored = stored(books, connection);
            return books.conversations().stream()
                    .map(conversation -> of(conversation, stored.getOrDefault(conversation.id(), Stored.NOTHING)))
                    .reduce(NOTHING, Audit::plus);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Audit of(Books.Conversation sent, Stored stored) {
        boolean allAcknowledged = sent.acknowledged() == sent.sent();
        boolean sameMessages = !allAcknowledged || sent.acknowledgedSum() == stored.sum();
        long missing = Math.max(0, sent.acknowledged() - stored.ours());
        return new Audit(
                sent.acknowledged(),
                sameMessages ? missing : Math.max(1, missing),
                stored.isWhole() ? 0 : 1,
                sent.readers().stream()
                        .mapToLong(reader -> stored.last() - reader.seen())
                        .sum(),
                sent.readers().stream().mapToLong(Books.Reader::duplicates).sum(),
                sent.readers().stream().mapToLong(Books.Reader::outOfOrder).sum());
    }

    Audit plus(Audit other) {
        return new Audit(
                checked + other.checked,
                notStored + other.notStored,
                gaps + other.gaps,
                lost + other.lost,
                duplicated + other.duplicated,
                outOfOrder + other.outOfOrder);
    }

    long errors() {
        return notStored + gaps + lost + duplicated + outOfOrder;
    }

    private static Map<UUID, Stored> stored(Books books, Connection connection) throws SQLException {
        List<Books.Conversation> all = books.conversations();
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", all.stream().map(Books.Conversation::id).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", all.stream().map(Books.Conversation::marker).toArray()));
            ResultSet rows = select.executeQuery();
            var found = new HashMap<UUID, Stored>();
            while (rows.next())
                found.put(
                        rows.getObject(1, UUID.class),
                        new Stored(
                                rows.getLong(2),
                                rows.getInt(3),
                                rows.getInt(4),
                                rows.getLong(5),
                                rows.getLong(6),
                                rows.getLong(7)));
            return found;
        }
    }
}
