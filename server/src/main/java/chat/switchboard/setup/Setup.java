package chat.switchboard.setup;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The door to the first-run guide. Blocks: call it on a virtual thread.
public final class Setup {
    private final Database database;

    /// In the order of the guide.
    public enum Step {
        PROFILE("profile"),
        SECOND_FACTOR("secondFactor"),
        INVITE("invite"),
        HOURS("hours"),
        SNIPPET("snippet");

        private final String wireName;

        Step(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        /// @throws java.util.NoSuchElementException for what is no step
        public static Step of(String wireName) {
            return List.of(values()).stream()
                    .filter(step -> step.wireName.equals(wireName))
                    .findAny()
                    .orElseThrow();
        }
    }

    /// @param done whatever was left out
    public record State(Step step, boolean done, boolean skipped) {
        public boolean isSettled() {
            return done || skipped;
        }
    }

    public Setup(Database database) {
        this.database = database;
    }

    /// As it is for this admin: password and second factor are their own.
    public List<State> states(Actor.Admin admin) {
        return database.transaction(Actor.SYSTEM, handle -> new SetupStore(handle).states(admin.id()));
    }

    /// @param skipped whether the guide leaves it out
    public List<State> skip(Actor.Admin admin, AuditLog.Origin origin, Step step, boolean skipped) {
        database.transaction(admin, handle -> {
            if (new SetupStore(handle).skip(step, skipped)) record(handle, origin, step, skipped);
            return null;
        });
        return states(admin);
    }

    private static void record(Handle handle, AuditLog.Origin origin, Step step, boolean skipped) {
        AuditLog.record(
                handle,
                origin,
                "setup.updated",
                new AuditLog.Subject("setup", step.wireName(), null),
                "{\"skipped\":" + !skipped + "}",
                "{\"skipped\":" + skipped + "}");
    }
}
