package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// How objects of one kind stand in a file: a row each.
interface FileFormat<T extends Configured> {
    /// @param type how a cell is read: `text`, `number`, `truth`, or `list` with an entry on each line
    record Column(String name, Type type) {
        enum Type {
            TEXT,
            NUMBER,
            TRUTH,
            LIST
        }

        static Column text(String name) {
            return new Column(name, Type.TEXT);
        }

        static Column number(String name) {
            return new Column(name, Type.NUMBER);
        }

        static Column truth(String name) {
            return new Column(name, Type.TRUTH);
        }

        static Column list(String name) {
            return new Column(name, Type.LIST);
        }
    }

    /// @param sql of the texts it may be
    record Reference(String field, String sql) {}

    List<Column> columns();

    /// The contract's schema of a new object, which a row fits.
    String schema();

    Class<? extends Draft<T>> change();

    /// What makes two of them the same object.
    Object identity(T object);

    /// The field that is named where two rows are the same object.
    String identifyingField();

    /// To an object of another kind, or null.
    Reference reference();

    /// The field of a row that refers to it, or null.
    String referenced(T object);

    /// Turns what only files have into what the schema has.
    default void fit(ObjectNode row, Actor.Staff by) {}

    /// The other way round.
    default void export(ObjectNode row, T object) {}

    /// Whether this person takes it along in a file.
    default boolean isExported(T object, Actor.Staff by) {
        return true;
    }
}
