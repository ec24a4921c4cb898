package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The SQL of canned replies. Row-level security shows each actor those that it may use.
final class CannedReplyStore extends ConfigurationStore<CannedReply> implements FileFormat<CannedReply> {
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
    String referredKind() {
        return DepartmentStore.KIND;
    }

    @Override
    int most() {
        return MOST;
    }

    @Override
    Refusal unfit(Actor.Staff by, CannedReply before, CannedReply after) {
        return Rules.first(
                () -> before == null ? null : shared(by, before),
                () -> shared(by, after),
                () -> after.ownerId() != null && after.departmentId() != null
                        ? Refusal.invalid("departmentId", Reason.EITHER_OWN_OR_DEPARTMENT)
                        : null,
                () -> Rules.unknown(
                        "ownerId", after.ownerId() == null || after.ownerId().equals(by.id())),
                () -> Rules.blank("shortcut", after.shortcut()),
                () -> Rules.blank("title", after.title()),
                () -> Rules.blank("content", after.content()),
                () -> unknownVariable(after.content()));
    }

    @Override
    Refusal refuses(Handle handle, CannedReply before, CannedReply after) {
        return Rules.first(
                () -> Rules.unknown("departmentId", isThere(handle, after.departmentId())),
                () -> Rules.taken("shortcut", isTaken(handle, after)));
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
    String insertSql() {
        return """
                        INSERT INTO canned_reply (id, shortcut, title, content, owner_id, department_id)
                        VALUES (:id, :shortcut, :title, :content, CAST(:owner AS uuid), CAST(:department AS uuid))""";
    }

    @Override
    String updateSql() {
        return """
                        UPDATE canned_reply SET shortcut = :shortcut, title = :title, content = :content,
                               owner_id = CAST(:owner AS uuid), department_id = CAST(:department AS uuid),
                               updated_at = now(), version = version + 1
                        WHERE id = :id""";
    }

    @Override
    <S extends SqlStatement<S>> S bind(S statement, CannedReply reply) {
        return statement
                .bind("id", reply.revision().id())
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

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("shortcut"),
                Column.text("title"),
                Column.text("content"),
                Column.truth("own"),
                Column.text("departmentId"));
    }

    @Override
    public String schema() {
        return "NewCannedReply";
    }

    @Override
    public Class<CannedReply.Change> change() {
        return CannedReply.Change.class;
    }

    @Override
    public Object identity(CannedReply reply) {
        return Arrays.asList(reply.shortcut().toLowerCase(Locale.ROOT), reply.ownerId(), reply.departmentId());
    }

    @Override
    public String identifyingField() {
        return "shortcut";
    }

    @Override
    public Reference reference() {
        return new Reference("departmentId", "SELECT id::text FROM department WHERE deleted_at IS NULL");
    }

    @Override
    public String referenced(CannedReply reply) {
        return reply.departmentId() == null ? null : reply.departmentId().toString();
    }

    /// Whose own it is: of whoever imports it.
    @Override
    public void fit(ObjectNode row, Actor.Staff by) {
        JsonNode own = row.remove("own");
        if (own != null && !own.isBoolean()) row.set("ownerId", own);
        else if (own != null) row.put("ownerId", own.booleanValue() ? by.id().toString() : null);
    }

    @Override
    public void export(ObjectNode row, CannedReply reply) {
        row.put("own", reply.ownerId() != null);
    }

    @Override
    public boolean isExported(CannedReply reply, Actor.Staff by) {
        return by instanceof Actor.Admin || reply.ownerId() != null;
    }
}
