package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Actor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    static final TestPostgres database = TestPostgres.fresh();

    record Row(UUID id, String text, Integer number, Long large, Instant at) {}

    static final Row FULL = new Row(
            UUID.fromString("0198c0de-0001-7000-8000-00000000000a"),
            "He said \"{NULL,\\}\" — سلام",
            -7,
            1L << 40,
            Instant.parse("2026-02-28T23:59:59.987Z"));
    static final Row EMPTY = new Row(null, null, null, null, null);

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void every_type_arrives_as_it_was_sent_with_and_without_nulls() {
        for (List<Row> rows : List.of(List.of(FULL), Arrays.asList(FULL, EMPTY, FULL), List.of(EMPTY), List.<Row>of()))
            for (Database pool : List.of(database.ledger(), database.requests()))
                assertThat(there_and_back(pool, rows)).isEqualTo(rows);
    }

    private static List<Row> there_and_back(Database pool, List<Row> rows) {
        return pool.transaction(Actor.SYSTEM, handle -> {
            try (PreparedStatement select = handle.getConnection().prepareStatement("""
                    SELECT id, text, number, large, to_timestamp(at)
                    FROM unnest(?::uuid[], ?::text[], ?::int4[], ?::int8[], ?::float8[]) WITH ORDINALITY
                         AS r (id, text, number, large, at, place)
                    ORDER BY place""")) {
                Columns.of(select, rows)
                        .uuids(Row::id)
                        .texts(Row::text)
                        .ints(Row::number)
                        .longs(Row::large)
                        .times(Row::at);
                return read(select.executeQuery(), result -> row(result));
            } catch (SQLException fault) {
                throw new IllegalStateException(fault);
            }
        });
    }

    private static Row row(ResultSet result) {
        try {
            var at = result.getObject(5, java.time.OffsetDateTime.class);
            return new Row(
                    result.getObject(1, UUID.class),
                    result.getString(2),
                    result.getObject(3, Integer.class),
                    result.getObject(4, Long.class),
                    at == null ? null : at.toInstant());
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static List<Row> read(ResultSet result, Function<ResultSet, Row> row) throws SQLException {
        List<Row> rows = new ArrayList<>();
        while (result.next()) rows.add(row.apply(result));
        return rows;
    }
}
