package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.fault.Books.Draft;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Holds what was acknowledged and what readers saw against what is stored.
final class Oracle {
    private static final int PAGE = 100;

    private final ServerProcess server;
    private final Api admin;

    /// As it is stored.
    private record Row(int seq, UUID id, String content) {}

    private Oracle(ServerProcess server) {
        this.server = server;
        this.admin = new Api(server.uri(), server.adminToken());
    }

    /// Of a load that has finished; waits for its readers, who have to find everything by themselves.
    static void judge(ServerProcess server, Load load) {
        var oracle = new Oracle(server);
        oracle.awaitReaders(load);
        assertThat(load.books().contradictions()).isEmpty();
        for (UUID id : load.conversations()) oracle.judge(id, load);
    }

    private void awaitReaders(Load load) {
        Eventually.until(
                () -> "every reader holds everything; behind are " + behind(load),
                Scale.PATIENCE,
                () -> behind(load).isEmpty());
    }

    /// Readers that hold less than there is, one line each.
    private List<String> behind(Load load) {
        Map<UUID, Integer> lastSeqs =
                load.conversations().stream().collect(Collectors.toMap(Function.identity(), this::lastSeq));
        List<String> behind = new ArrayList<>();
        for (Reader reader : load.readers())
            for (UUID id : reader.conversations())
                if (reader.held(id).size() != lastSeqs.get(id))
                    behind.add("%d of %d of %s".formatted(reader.held(id).size(), lastSeqs.get(id), id));
        return behind;
    }

    private void judge(UUID conversationId, Load load) {
        List<Row> rows = stored(conversationId);
        assertThat(rows).extracting(Row::seq).as("seq has no gap").containsExactlyElementsOf(upTo(rows.size()));
        assertThat(rows).extracting(Row::id).as("one row an id").doesNotHaveDuplicates();
        assertThat(lastSeq(conversationId)).as("the conversation's own count").isEqualTo(rows.size());
        assertThat(served(conversationId)).as("REST serves what is stored").isEqualTo(rows);
        judgeAcknowledged(conversationId, rows, load.books());
        judgeSent(conversationId, rows, load.books());
        for (Reader reader : load.readers())
            if (reader.conversations().contains(conversationId))
                assertThat(reader.held(conversationId))
                        .as("what a reader saw")
                        .startsWith(rows.stream().map(Row::id).toArray(UUID[]::new));
    }

    private static void judgeAcknowledged(UUID conversationId, List<Row> rows, Books books) {
        Map<UUID, Row> byId = rows.stream().collect(Collectors.toMap(Row::id, Function.identity()));
        books.places().forEach((draft, seq) -> {
            if (draft.conversationId().equals(conversationId))
                assertThat(byId.get(draft.id()))
                        .as("what was acknowledged is stored")
                        .isEqualTo(new Row(seq, draft.id(), draft.content()));
        });
    }

    /// Each text is like no other, so a message stored again under another id would show.
    private static void judgeSent(UUID conversationId, List<Row> rows, Books books) {
        Set<UUID> sent = books.sent().stream()
                .filter(draft -> draft.conversationId().equals(conversationId))
                .map(Draft::id)
                .collect(Collectors.toSet());
        List<String> contents = rows.stream()
                .filter(row -> sent.contains(row.id))
                .map(Row::content)
                .toList();
        assertThat(contents).as("each text once").hasSameSizeAs(new HashSet<>(contents));
    }

    private int lastSeq(UUID conversationId) {
        return server.database()
                .as(
                        "switchboard",
                        handle -> handle.createQuery("SELECT last_seq FROM conversation WHERE id = ?")
                                .bind(0, conversationId)
                                .mapTo(int.class)
                                .one());
    }

    private List<Row> stored(UUID conversationId) {
        return server.database()
                .as(
                        "switchboard",
                        handle -> handle.createQuery(
                                        "SELECT seq, id, content FROM message WHERE conversation_id = ? ORDER BY seq")
                                .bind(0, conversationId)
                                .map((row, _) -> new Row(
                                        row.getInt("seq"), row.getObject("id", UUID.class), row.getString("content")))
                                .list());
    }

    private List<Row> served(UUID conversationId) {
        List<Row> rows = new ArrayList<>();
        JsonNode page;
        do {
            page = page(conversationId, rows.size());
            for (JsonNode item : page.get("items"))
                rows.add(new Row(
                        item.get("seq").intValue(),
                        UUID.fromString(item.get("id").textValue()),
                        item.get("content").textValue()));
        } while (!page.get("nextCursor").isNull());
        return rows;
    }

    private JsonNode page(UUID conversationId, int after) {
        try {
            return admin.get("/api/v1/conversations/%s/messages?after=%d&limit=%d"
                            .formatted(conversationId, after, PAGE))
                    .is(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
