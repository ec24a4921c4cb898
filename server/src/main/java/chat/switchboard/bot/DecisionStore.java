package chat.switchboard.bot;

import chat.switchboard.conversation.Activity.Details.BotDecided;
import chat.switchboard.conversation.NamedRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of what was decided.
final class DecisionStore {
    private final Handle handle;

    DecisionStore(Handle handle) {
        this.handle = handle;
    }

    void add(UUID conversationId, Instant at, BotDecided decided) {
        handle.createUpdate("""
                        INSERT INTO bot_decision (conversation_id, seq, at, outcome, reason, entry_id, entry_name, score,
                                                  runner_up_id, runner_up_name, runner_up_score, language, mood, intent)
                        VALUES (:conversation, :seq, :at, :outcome, :reason,
                                CAST(:entry AS uuid), :entryName, CAST(:score AS float8),
                                CAST(:runnerUp AS uuid), :runnerUpName, CAST(:runnerUpScore AS float8),
                                :language, :mood, :intent)
                        ON CONFLICT DO NOTHING""")
                .bind("conversation", conversationId)
                .bind("seq", decided.seq())
                .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .bind("outcome", code(decided.outcome()))
                .bind("reason", code(decided.reason()))
                .bind("entry", idOf(decided.entry()))
                .bind("entryName", nameOf(decided.entry()))
                .bind("score", decided.score())
                .bind("runnerUp", idOf(decided.runnerUp()))
                .bind("runnerUpName", nameOf(decided.runnerUp()))
                .bind("runnerUpScore", decided.runnerUpScore())
                .bind("language", decided.language())
                .bind("mood", decided.mood())
                .bind("intent", decided.intent())
                .execute();
    }

    /// The newest first.
    ///
    /// @param after the last of the page before, or null
    List<Decided> page(Decided.Place after, int limit) {
        return handle.createQuery("""
                        SELECT * FROM bot_decision
                        WHERE CAST(:at AS timestamptz) IS NULL OR (at, conversation_id, seq) < (:at, CAST(:conversation AS uuid), CAST(:seq AS int))
                        ORDER BY at DESC, conversation_id DESC, seq DESC LIMIT :limit""")
                .bind("at", after == null ? null : OffsetDateTime.ofInstant(after.at(), ZoneOffset.UTC))
                .bind("conversation", after == null ? null : after.conversationId())
                .bind("seq", after == null ? null : after.seq())
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    private static Decided read(ResultSet row) throws SQLException {
        return new Decided(
                new Decided.Place(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("conversation_id", UUID.class),
                        row.getInt("seq")),
                row.getString("outcome"),
                row.getString("reason"),
                ref(row, "entry"),
                row.getObject("score", Double.class),
                ref(row, "runner_up"),
                row.getObject("runner_up_score", Double.class),
                row.getString("language"),
                row.getString("mood"),
                row.getString("intent"));
    }

    private static NamedRef ref(ResultSet row, String prefix) throws SQLException {
        UUID id = row.getObject(prefix + "_id", UUID.class);
        return id == null ? null : new NamedRef(id, row.getString(prefix + "_name"));
    }

    private static UUID idOf(NamedRef ref) {
        return ref == null ? null : ref.id();
    }

    private static String nameOf(NamedRef ref) {
        return ref == null ? null : ref.name();
    }

    private static String code(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
