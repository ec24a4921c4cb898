package chat.switchboard.identity;

import static chat.switchboard.identity.AccountStore.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What owners of accounts have to be told. Every method works inside a transaction of the caller.
final class NoticeStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private NoticeStore() {}

    /// @param sessionId that did it, and need not be told; null for none of this account's
    static void insert(Handle handle, UUID accountId, UUID sessionId, Notice notice) {
        handle.createUpdate("""
                        INSERT INTO account_notice (id, account_id, session_id, event, parameters, at)
                        VALUES (:id, :accountId, :sessionId::uuid, :event, :parameters::jsonb, :at)""")
                .bind("id", notice.id())
                .bind("accountId", accountId)
                .bind("sessionId", sessionId)
                .bind("event", notice.event().wireName())
                .bind("parameters", json(notice.parameters()))
                .bind("at", time(notice.at()))
                .execute();
    }

    /// Newest first.
    ///
    /// @param before null for the first page
    static List<Notice> list(Handle handle, UUID accountId, UUID sessionId, UUID before, int limit) {
        return handle.createQuery("""
                        SELECT id, event, parameters, at FROM account_notice
                        WHERE account_id = :accountId AND session_id IS DISTINCT FROM :sessionId
                          AND (:before::uuid IS NULL OR id < :before::uuid)
                        ORDER BY id DESC LIMIT :limit""")
                .bind("accountId", accountId)
                .bind("sessionId", sessionId)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new Notice(
                        row.getObject("id", UUID.class),
                        Notice.Event.of(row.getString("event")),
                        AccountStore.instant(row, "at"),
                        map(row.getString("parameters"))))
                .list();
    }

    /// False when there is none of this account.
    static boolean delete(Handle handle, UUID accountId, UUID id) {
        return handle.execute("DELETE FROM account_notice WHERE account_id = ? AND id = ?", accountId, id) == 1;
    }

    static void deleteBefore(Handle handle, Instant time) {
        handle.execute("DELETE FROM account_notice WHERE at < ?", time(time));
    }

    private static String json(Map<String, Object> parameters) {
        try {
            return JSON.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> map(String json) {
        try {
            return JSON.readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
