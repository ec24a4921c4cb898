package chat.switchboard.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/// The parameters of a statement that takes many rows at once: an array for each column, bound from left to right.
public final class Columns<T> {
    private final PreparedStatement statement;
    private final Collection<T> rows;
    private int bound;

    private Columns(PreparedStatement statement, Collection<T> rows, int bound) {
        this.statement = statement;
        this.rows = rows;
        this.bound = bound;
    }

    public static <T> Columns<T> of(PreparedStatement statement, Collection<T> rows) {
        return of(statement, rows, 0);
    }

    /// @param bound how many parameters before these are bound already
    public static <T> Columns<T> of(PreparedStatement statement, Collection<T> rows, int bound) {
        return new Columns<>(statement, rows, bound);
    }

    /// How many parameters are bound so far.
    public int bound() {
        return bound;
    }

    public Columns<T> uuids(Function<T, UUID> column) throws SQLException {
        statement.setObject(++bound, new UuidArray(values(column, UUID[]::new)));
        return this;
    }

    public Columns<T> texts(Function<T, String> column) throws SQLException {
        return array("text", values(column, String[]::new));
    }

    public Columns<T> ints(Function<T, Integer> column) throws SQLException {
        return array("int4", values(column, Integer[]::new));
    }

    public Columns<T> longs(Function<T, Long> column) throws SQLException {
        return array("int8", values(column, Long[]::new));
    }

    /// Times as seconds since 1970, the cheapest form to send and to read. A double holds milliseconds exactly
    /// enough: PostgreSQL rounds to microseconds.
    public Columns<T> times(Function<T, Instant> column) throws SQLException {
        return array("float8", values(column.andThen(Columns::seconds), Double[]::new));
    }

    private static Double seconds(Instant time) {
        return time == null ? null : time.toEpochMilli() / 1000.0;
    }

    /// The driver sends an array of numbers or texts in binary if its Java type says what it holds.
    private Columns<T> array(String type, Object[] values) throws SQLException {
        statement.setArray(++bound, statement.getConnection().createArrayOf(type, values));
        return this;
    }

    private <V> V[] values(Function<T, V> column, IntFunction<V[]> create) {
        V[] values = create.apply(rows.size());
        int next = 0;
        for (T row : rows) values[next++] = column.apply(row);
        return values;
    }
}
