package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

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
    int most() {
        return MOST;
    }

    @Override
    Refusal unfit(Actor.Staff by, Label before, Label after) {
        return Rules.blank("name", after.name());
    }

    @Override
    Refusal refuses(Handle handle, Label before, Label after) {
        String other = "SELECT FROM label WHERE lower(name) = lower(:v1) AND id::text <> :key";
        return Rules.taken("name", isTaken(handle, other, after.revision().key(), after.name()));
    }

    @Override
    String insertSql() {
        return "INSERT INTO label (id, name, color) VALUES (:id, :name, :color)";
    }

    @Override
    String updateSql() {
        return """
                UPDATE label SET name = :name, color = :color, updated_at = now(), version = version + 1
                WHERE id = :id""";
    }

    @Override
    <S extends SqlStatement<S>> S bind(S statement, Label label) {
        return statement
                .bind("id", label.revision().id())
                .bind("name", label.name())
                .bind("color", label.color());
    }

    @Override
    void delete(Handle handle, Label label) {
        handle.execute("DELETE FROM label WHERE id = ?", label.revision().id());
    }
}
