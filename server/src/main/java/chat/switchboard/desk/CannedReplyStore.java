package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The SQL of canned replies. Row-level security shows each actor those that it may use.
final class CannedReplyStore extends ConfigurationStore<CannedReply> {
    /// Of those that the writer may see: own ones, and shared ones.
    private static final int MOST = 10_000;

    CannedReplyStore() {
        super("canned_reply", "canned-replies");
    }

    @Override
    CannedReply blank(String key, Actor.Staff by) {
        UUID owner = by instanceof Actor.Agent ? by.id() : null;
        return new CannedReply(Revision.first(key), null, null, null, owner, null, 0);
    }

    @Override
    String rows(Listing listing) {
        return """
                SELECT *, 0 AS place_order, shortcut AS place_name, id::text AS place_key FROM canned_reply
                WHERE (shortcut ILIKE :words OR title ILIKE :words OR content ILIKE :words)
                  AND CASE CAST(:only AS text)
                      WHEN 'own' THEN owner_id IS NOT NULL
                      WHEN 'department' THEN department_id IS NOT NULL
                      WHEN 'all' THEN owner_id IS NULL AND department_id IS NULL
                      ELSE true END""";
    }

    @Override
    CannedReply read(ResultSet row) throws SQLException {
        return new CannedReply(
                revision(row),
                row.getString("shortcut"),
                row.getString("title"),
                row.getString("content"),
                row.getObject("owner_id", UUID.class),
                row.getObject("department_id", UUID.class),
                row.getInt("usage_count"));
    }

    @Override
    Refusal forbids(Actor.Staff by) {
        return null;
    }

    @Override
    Refusal refuses(Handle handle, Actor.Staff by, CannedReply before, CannedReply after) {
        return Rules.first(
                () -> before == null ? null : shared(by, before),
                () -> shared(by, after),
                () -> after.ownerId() != null && after.departmentId() != null
                        ? Refusal.invalid("departmentId", Reason.EITHER_OWN_OR_DEPARTMENT)
                        : null,
                () -> Rules.unknown(
                        "ownerId", after.ownerId() == null || after.ownerId().equals(by.id())),
                () -> Rules.unknown("departmentId", isThere(handle, after.departmentId())),
                () -> Rules.blank("shortcut", after.shortcut()),
                () -> Rules.blank("title", after.title()),
                () -> Rules.blank("content", after.content()),
                () -> unknownVariable(after.content()),
                () -> Rules.taken("shortcut", isTaken(handle, after)),
                () -> before == null ? Rules.full(count(handle, "canned_reply"), MOST) : null);
    }

    @Override
    Refusal refusesToDelete(Handle handle, Actor.Staff by, CannedReply reply) {
        return shared(by, reply);
    }

    /// Agents write their own ones.
    private static Refusal shared(Actor.Staff by, CannedReply reply) {
        boolean isOwn = reply.ownerId() != null && reply.departmentId() == null;
        return isOwn || by instanceof Actor.Admin ? null : Refusal.of(Code.FORBIDDEN, Reason.ADMINS_ONLY);
    }

    private static boolean isThere(Handle handle, UUID department) {
        return department == null
                || isTaken(
                        handle,
                        "SELECT FROM department WHERE id::text = :key AND deleted_at IS NULL",
                        department.toString());
    }

    private static Refusal unknownVariable(String content) {
        String unknown = Variables.unknown(content);
        return unknown == null ? null : Refusal.invalid("content", Reason.NO_SUCH_VARIABLE, unknown);
    }

    private static boolean isTaken(Handle handle, CannedReply reply) {
        String other = """
                SELECT FROM canned_reply
                WHERE lower(shortcut) = lower(:v1) AND id::text <> :key
                  AND owner_id IS NOT DISTINCT FROM CAST(:v2 AS uuid)
                  AND department_id IS NOT DISTINCT FROM CAST(:v3 AS uuid)""";
        return isTaken(handle, other, reply.revision().key(), reply.shortcut(), reply.ownerId(), reply.departmentId());
    }

    @Override
    void insert(Handle handle, CannedReply reply) {
        bind(handle.createUpdate("""
                        INSERT INTO canned_reply (id, shortcut, title, content, owner_id, department_id)
                        VALUES (:id, :shortcut, :title, :content, CAST(:owner AS uuid), CAST(:department AS uuid))"""), reply).execute();
    }

    @Override
    void update(Handle handle, CannedReply reply) {
        bind(handle.createUpdate("""
                        UPDATE canned_reply SET shortcut = :shortcut, title = :title, content = :content,
                               owner_id = CAST(:owner AS uuid), department_id = CAST(:department AS uuid),
                               updated_at = now(), version = version + 1
                        WHERE id = :id"""), reply).execute();
    }

    private static Update bind(Update update, CannedReply reply) {
        return update.bind("id", reply.revision().id())
                .bind("shortcut", reply.shortcut())
                .bind("title", reply.title())
                .bind("content", reply.content())
                .bind("owner", reply.ownerId())
                .bind("department", reply.departmentId());
    }

    @Override
    void delete(Handle handle, CannedReply reply) {
        handle.execute("DELETE FROM canned_reply WHERE id = ?", reply.revision().id());
    }

    /// Agents use what they may not write; who calls this has seen it.
    static void used(Handle handle, UUID id) {
        handle.execute("UPDATE canned_reply SET usage_count = usage_count + 1 WHERE id = ?", id);
    }
}
