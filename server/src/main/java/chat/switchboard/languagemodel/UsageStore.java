package chat.switchboard.languagemodel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;

/// The SQL of what was used of the budget.
final class UsageStore {
    private UsageStore() {}

    /// Takes one call and so many tokens of the day's budget, or nothing when either would not fit.
    static boolean take(Handle handle, LocalDate day, long size, Usage most) {
        return size <= most.size()
                && most.calls() > 0
                && handle.createUpdate("""
                        INSERT INTO language_model_usage AS u (day, calls, size) VALUES (:day, 1, :size)
                        ON CONFLICT (day) DO UPDATE SET calls = u.calls + 1, size = u.size + excluded.size
                        WHERE u.calls < :mostCalls AND u.size + excluded.size <= :mostSize
                        """)
                                .bind("day", day)
                                .bind("size", size)
                                .bind("mostCalls", most.calls())
                                .bind("mostSize", most.size())
                                .execute()
                        == 1;
    }

    /// @param difference between what a call cost and what it took
    static void correct(Handle handle, LocalDate day, long difference) {
        handle.createUpdate("UPDATE language_model_usage SET size = greatest(0, size + :difference) WHERE day = :day")
                .bind("day", day)
                .bind("difference", difference)
                .execute();
    }

    static Usage find(Handle handle, LocalDate day) {
        return handle.createQuery("SELECT calls, size FROM language_model_usage WHERE day = :day")
                .bind("day", day)
                .map((row, _) -> new Usage(row.getLong("calls"), row.getLong("size")))
                .findOne()
                .orElse(Usage.NONE);
    }

    static void deleteBefore(Handle handle, Instant time) {
        handle.createUpdate("DELETE FROM language_model_usage WHERE day < :day")
                .bind("day", LocalDate.ofInstant(time, ZoneOffset.UTC))
                .execute();
    }
}
