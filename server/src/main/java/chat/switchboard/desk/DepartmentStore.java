package chat.switchboard.desk;

import chat.switchboard.escalation.BusinessHours;
import chat.switchboard.identity.MembershipStore;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The SQL of departments. A deleted one stays as a row, for the name in the history of its conversations.
final class DepartmentStore extends ConfigurationStore<Department> {
    static final String KIND = "department";

    private static final int MOST = 500;
    private static final int MOST_AT_ONCE = 500;

    DepartmentStore() {
        super(KIND, Desk.DEPARTMENTS);
    }

    @Override
    Department blank(String key, Actor.Staff by) {
        return new Department(Revision.first(key), null, "automatic", null, List.of(), null);
    }

    @Override
    String rows(Listing listing) {
        return """
                SELECT d.*, 0 AS place_order, d.name AS place_name, d.id::text AS place_key,
                       ARRAY(SELECT account_id FROM account_department WHERE department_id = d.id
                             ORDER BY account_id) AS members
                FROM department d WHERE d.deleted_at IS NULL""";
    }

    @Override
    Department read(ResultSet row) throws SQLException {
        String en = row.getString("offline_en");
        String ur = row.getString("offline_ur");
        return new Department(
                revision(row),
                row.getString("name"),
                row.getString("routing"),
                oneForm(row.getString("business_hours")),
                List.of((UUID[]) row.getArray("members").getArray()).stream()
                        .sorted()
                        .toList(),
                en == null && ur == null ? null : new Department.OfflineText(en, ur));
    }

    /// Also what was stored by other hands, unless nobody can read it.
    private static String oneForm(String hours) {
        return hours != null && BusinessHours.parse(hours) instanceof Outcome.Done<BusinessHours>(BusinessHours read)
                ? read.json()
                : hours;
    }

    @Override
    int most() {
        return MOST;
    }

    @Override
    Refusal unfit(Actor.Staff by, Department before, Department after) {
        return Rules.first(() -> Rules.blank("name", after.name()), () -> hours(before, after));
    }

    @Override
    Refusal refuses(Handle handle, Department before, Department after) {
        String other = "SELECT FROM department WHERE name = :v1 AND id::text <> :key AND deleted_at IS NULL";
        return Rules.first(
                () -> Rules.unknown("memberIds", MembershipStore.areStaff(handle, after.memberIds())),
                () -> Rules.taken(
                        "name", isTaken(handle, other, after.revision().key(), after.name())));
    }

    /// Hours that were there before may be of an older form.
    private static Refusal hours(Department before, Department after) {
        String hours = after.businessHours();
        if (hours == null || before != null && hours.equals(before.businessHours())) return null;
        return BusinessHours.given(hours) instanceof Outcome.Refused<BusinessHours>(Refusal refusal) ? refusal : null;
    }

    /// Its members change with it.
    @Override
    Refusal lock(Handle handle, Actor.Staff by) {
        super.lock(handle, by);
        return MembershipStore.lock(handle, by);
    }

    @Override
    void changed(Handle handle, Actor.Staff by, Department before, Department after) {
        Set<UUID> members = before == null ? Set.of() : Set.copyOf(before.memberIds());
        Set<UUID> now = after == null ? Set.of() : Set.copyOf(after.memberIds());
        MembershipStore.tell(
                handle,
                by,
                Stream.concat(members.stream(), now.stream())
                        .distinct()
                        .filter(member -> members.contains(member) != now.contains(member))
                        .toList());
    }

    @Override
    void insert(Handle handle, Department department) {
        super.insert(handle, department);
        setMembers(handle, department);
    }

    @Override
    void update(Handle handle, Department department) {
        super.update(handle, department);
        setMembers(handle, department);
    }

    @Override
    String insertSql() {
        return """
                INSERT INTO department (id, name, routing, business_hours, offline_en, offline_ur)
                VALUES (:id, :name, :routing, CAST(:hours AS jsonb), :en, :ur)""";
    }

    @Override
    String updateSql() {
        return """
                UPDATE department SET name = :name, routing = :routing, business_hours = CAST(:hours AS jsonb),
                       offline_en = :en, offline_ur = :ur, updated_at = now(), version = version + 1
                WHERE id = :id""";
    }

    @Override
    <S extends SqlStatement<S>> S bind(S statement, Department department) {
        Department.OfflineText offline = department.offlineText();
        return statement
                .bind("id", department.revision().id())
                .bind("name", department.name())
                .bind("routing", department.routing())
                .bind("hours", department.businessHours())
                .bind("en", offline == null ? null : offline.en())
                .bind("ur", offline == null ? null : offline.ur());
    }

    /// Only those who come or go: their sessions learn of it.
    private static void setMembers(Handle handle, Department department) {
        UUID id = department.revision().id();
        MembershipStore.lockChanged(handle, id, department.memberIds());
        handle.createUpdate(
                        "DELETE FROM account_department WHERE department_id = :id AND NOT account_id = ANY (:members)")
                .bind("id", id)
                .bindArray("members", UUID.class, department.memberIds())
                .execute();
        handle.createUpdate("""
                        INSERT INTO account_department (account_id, department_id)
                        SELECT unnest(CAST(:members AS uuid[])), :id ON CONFLICT DO NOTHING""")
                .bind("id", id)
                .bindArray("members", UUID.class, department.memberIds())
                .execute();
    }

    @Override
    void delete(Handle handle, Department department) {
        UUID id = department.revision().id();
        MembershipStore.lockChanged(handle, id, List.of());
        handle.execute("UPDATE department SET deleted_at = now(), updated_at = now() WHERE id = ?", id);
        handle.execute("DELETE FROM account_department WHERE department_id = ?", id);
        handle.execute("DELETE FROM canned_reply WHERE department_id = ?", id);
        handle.execute("DELETE FROM reply_target WHERE department_id = ?", id);
    }

    record Left(UUID conversationId, UUID departmentId) {}

    /// Conversations that are not closed and still have this department, or any that was deleted.
    ///
    /// @param id null for any that was deleted
    static List<Left> left(Handle handle, UUID id) {
        return handle.createQuery("""
                        SELECT c.id, c.department_id FROM conversation c JOIN department d ON d.id = c.department_id
                        WHERE c.status <> 'closed'
                          AND CASE WHEN CAST(:id AS uuid) IS NULL THEN d.deleted_at IS NOT NULL ELSE d.id = CAST(:id AS uuid) END
                        ORDER BY c.requested_agent_at LIMIT :most""")
                .bind("id", id)
                .bind("most", MOST_AT_ONCE)
                .map((row, _) -> new Left(row.getObject("id", UUID.class), row.getObject("department_id", UUID.class)))
                .list();
    }
}
