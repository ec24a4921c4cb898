package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.util.List;

/// The door to what is configured. Blocks: call it on a virtual thread.
public final class Desk {
    private final Database database;

    public Desk(Database database) {
        this.database = database;
    }

    /// By name.
    public List<Department> departments(Actor.Staff reader) {
        return database.transaction(reader, DeskStore::departments);
    }

    /// In display order; nobody has to be known to read them.
    public List<Category> categories() {
        return database.transaction(Actor.SYSTEM, DeskStore::categories);
    }

    /// The active ones in display order; nobody has to be known to read them.
    ///
    /// @param language null for all
    public List<FaqEntry> faqEntries(String language) {
        return database.transaction(Actor.SYSTEM, handle -> DeskStore.activeFaqEntries(handle, language));
    }

    /// The desk of the demo beside what is there: a food-delivery app's departments, categories and questions. Does
    /// nothing where it was added before.
    public void addDemo() {
        database.transaction(Actor.SYSTEM, handle -> {
            DeskStore.addDemo(handle);
            return null;
        });
    }
}
