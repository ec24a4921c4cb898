package chat.switchboard.languagemodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of what was sent.
final class SentRequestStore {
    private static final int MOST_DELETED_AT_ONCE = 1_000;

    private SentRequestStore() {}

    static void insert(Handle handle, SentRequest request) {
        handle.createUpdate("""
                        INSERT INTO language_model_request (id, at, task, conversation_id, asked_by_type, asked_by_id,
                                                            asked_by_name, endpoint, model, sent, result)
                        VALUES (:id, :at, :task, CAST(:conversation AS uuid), :type, CAST(:by AS uuid), :name, :endpoint,
                                :model, :sent, :result)
                        """)
                .bind("id", request.id())
                .bind("at", time(request.at()))
                .bind("task", request.task().wireName())
                .bind("conversation", request.conversationId())
                .bind("type", request.by().type())
                .bind("by", request.by().id())
                .bind("name", request.by().name())
                .bind("endpoint", request.endpoint())
                .bind("model", request.model())
                .bind("sent", request.sent())
                .bind("result", request.result().wireName())
                .execute();
    }

    /// @param answer cleaned, or null
    static void end(Handle handle, UUID id, Reply reply, String answer, int milliseconds) {
        Reply.Usage usage = reply instanceof Reply.Said said ? said.usage() : null;
        handle.createUpdate("""
                        UPDATE language_model_request
                        SET result = :result, answer = :answer, status = CAST(:status AS integer),
                            prompt_size = CAST(:prompt AS integer), answer_size = CAST(:size AS integer),
                            milliseconds = :milliseconds
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("result", reply.result().wireName())
                .bind("answer", answer)
                .bind("status", reply.status())
                .bind("prompt", usage == null ? null : usage.prompt())
                .bind("size", usage == null ? null : usage.answer())
                .bind("milliseconds", milliseconds)
                .execute();
    }

    /// Newest first, without the texts.
    ///
    /// @param before the last one of the page before, or null
    static List<SentRequest> page(Handle handle, UUID before, int limit) {
        return handle.createQuery("""
                        SELECT *, NULL AS shown_sent, NULL AS shown_answer FROM language_model_request
                        WHERE CAST(:before AS uuid) IS NULL OR id < CAST(:before AS uuid)
                        ORDER BY id DESC LIMIT :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    static Optional<SentRequest> find(Handle handle, UUID id) {
        return handle.createQuery("""
                        SELECT *, sent AS shown_sent, answer AS shown_answer FROM language_model_request WHERE id = :id
                        """).bind("id", id).map((row, _) -> read(row)).findOne();
    }

    /// Answers how many.
    static int deleteBefore(Handle handle, Instant time) {
        return handle.createUpdate("""
                        DELETE FROM language_model_request WHERE id IN (
                            SELECT id FROM language_model_request WHERE at < :time ORDER BY at LIMIT :most)
                        """)
                .bind("time", time(time))
                .bind("most", MOST_DELETED_AT_ONCE)
                .execute();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static SentRequest read(ResultSet row) throws SQLException {
        return new SentRequest(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Task.of(row.getString("task")),
                row.getObject("conversation_id", UUID.class),
                new SentRequest.Asker(
                        row.getString("asked_by_type"),
                        row.getObject("asked_by_id", UUID.class),
                        row.getString("asked_by_name")),
                row.getString("endpoint"),
                row.getString("model"),
                row.getString("shown_sent"),
                Result.of(row.getString("result")),
                row.getString("shown_answer"),
                row.getObject("status", Integer.class),
                new SentRequest.Size(
                        row.getObject("prompt_size", Integer.class), row.getObject("answer_size", Integer.class)),
                row.getObject("milliseconds", Integer.class));
    }
}
