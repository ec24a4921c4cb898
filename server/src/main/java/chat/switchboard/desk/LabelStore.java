package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/// The SQL of labels.
final class LabelStore extends ConfigurationStore<Label> {
    private static final int MOST = 1_000;

    LabelStore() {
        super("label", "labels");
    }

    @Override
    Label blank(String key, Actor.Staff by) {
        return new Label(Revision.first(key), null, null);
    }

    @Override
    String rows(Listing listing) {
        return """
                SELECT *, 0 AS place_order, name AS place_name, id::text AS place_key
                FROM label WHERE name ILIKE :words""";
    }

    @Override
    Label read(ResultSet row) throws SQLException {
        return new Label(revision(row), row.getString("name"), row.getString("color"));
    }

    @Override
    Refusal forbids(Actor.Staff by) {
        return null;
    }

    @Override
    Refusal refuses(Handle handle, Actor.Staff by, Label before, Label after) {
        String other = "SELECT FROM label WHERE lower(name) = lower(:v1) AND id::text <> :key";
        return Rules.first(
                () -> Rules.blank("name", after.name()),
                () -> Rules.taken(
                        "name", isTaken(handle, other, after.revision().key(), after.name())),
                () -> before == null ? Rules.full(count(handle, "label"), MOST) : null);
    }

    @Override
    void insert(Handle handle, Label label) {
        handle.createUpdate("INSERT INTO label (id, name, color) VALUES (:id, :name, :color)")
                .bind("id", label.revision().id())
                .bind("name", label.name())
                .bind("color", label.color())
                .execute();
    }

    @Override
    void update(Handle handle, Label label) {
        handle.createUpdate("""
                        UPDATE label SET name = :name, color = :color, updated_at = now(), version = version + 1
                        WHERE id = :id""")
                .bind("id", label.revision().id())
                .bind("name", label.name())
                .bind("color", label.color())
                .execute();
    }

    @Override
    void delete(Handle handle, Label label) {
        handle.execute("DELETE FROM label WHERE id = ?", label.revision().id());
    }
}
