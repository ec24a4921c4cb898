package chat.switchboard.bot;

import chat.switchboard.bot.Figures.OfEntry;
import chat.switchboard.bot.UnansweredGroup.Unanswered;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The SQL of reports on the bot.
final class ReportStore {
    private final Handle handle;

    ReportStore(Handle handle) {
        this.handle = handle;
    }

    Figures figures(Instant from, Instant to, List<OfEntry> entries) {
        return handle.createQuery("""
                        SELECT count(*) AS conversations,
                               count(*) FILTER (WHERE answered) AS answered,
                               count(*) FILTER (WHERE requested_agent_at IS NOT NULL OR assigned_at IS NOT NULL) AS handed_off,
                               coalesce(sum(helped), 0) AS helped, coalesce(sum(not_helped), 0) AS not_helped
                        FROM (SELECT c.id, c.requested_agent_at, c.assigned_at,
                                     bool_or(d.outcome = 'answered') AS answered,
                                     count(*) FILTER (WHERE d.reason = 'helped') AS helped,
                                     count(*) FILTER (WHERE d.reason = 'not_helped') AS not_helped
                              FROM conversation c JOIN bot_decision d ON d.conversation_id = c.id
                              WHERE c.created_at >= :from AND c.created_at < :to
                                AND d.seq > 0 AND d.outcome <> 'replied_offline'
                              GROUP BY c.id) AS each""")
                .bind("from", time(from))
                .bind("to", time(to))
                .map((row, _) -> new Figures(
                        row.getInt("conversations"),
                        row.getInt("answered"),
                        row.getInt("handed_off"),
                        row.getInt("helped"),
                        row.getInt("not_helped"),
                        entries))
                .one();
    }

    /// Of every question that is there now, the most answered first.
    List<OfEntry> entries(Instant from, Instant to) {
        return handle.createQuery("""
                        SELECT f.id, f.slug, f.question,
                               count(*) FILTER (WHERE d.outcome = 'answered') AS answered,
                               count(*) FILTER (WHERE d.outcome = 'suggested') AS suggested,
                               count(*) FILTER (WHERE d.reason = 'helped') AS helped,
                               count(*) FILTER (WHERE d.reason = 'not_helped') AS not_helped
                        FROM faq_entry f
                        JOIN bot_decision d ON d.entry_id = f.id
                        JOIN conversation c ON c.id = d.conversation_id
                        WHERE c.created_at >= :from AND c.created_at < :to
                        GROUP BY f.id, f.slug, f.question
                        ORDER BY answered DESC, f.slug, f.id""")
                .bind("from", time(from))
                .bind("to", time(to))
                .map((row, _) -> new OfEntry(
                        new EntryRef(row.getObject("id", UUID.class), row.getString("slug"), row.getString("question")),
                        row.getInt("answered"),
                        row.getInt("suggested"),
                        row.getInt("helped"),
                        row.getInt("not_helped")))
                .list();
    }

    /// The newest first.
    List<Unanswered> unanswered(Instant since, int limit) {
        return handle.createQuery("""
                        SELECT d.conversation_id, d.seq, d.language, m.content, m.created_at
                        FROM bot_decision d
                        JOIN message m ON m.conversation_id = d.conversation_id AND m.seq = d.seq
                        WHERE d.reason IN ('no_match', 'off_topic', 'close', 'misses') AND NOT d.dismissed
                          AND d.at > :since AND m.kind = 'text'
                        ORDER BY d.at DESC LIMIT :limit""")
                .bind("since", time(since))
                .bind("limit", limit)
                .map((row, _) -> new Unanswered(
                        row.getObject("conversation_id", UUID.class),
                        row.getInt("seq"),
                        row.getString("content"),
                        row.getString("language"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void dismiss(List<Pending.Key> questions) {
        PreparedBatch batch = handle.prepareBatch(
                "UPDATE bot_decision SET dismissed = true WHERE conversation_id = :conversation AND seq = :seq");
        for (Pending.Key question : questions)
            batch.bind("conversation", question.conversationId())
                    .bind("seq", question.seq())
                    .add();
        batch.execute();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
