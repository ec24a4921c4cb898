package chat.switchboard.desk;

import chat.switchboard.escalation.BusinessHours;
import chat.switchboard.kernel.Outcome;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What customers read who come into the queue of a department while it is closed. Kept in memory: asking never blocks.
final class OfflineTexts {
    private static final String URDU = "ur";

    private final Clock clock;
    private volatile Map<UUID, Closable> departments = Map.of();

    private record Closable(BusinessHours hours, Department.OfflineText text) {}

    OfflineTexts(Clock clock) {
        this.clock = clock;
    }

    void set(List<Department> all) {
        Map<UUID, Closable> closable = new HashMap<>();
        for (Department each : all)
            if (each.offlineText() != null
                    && each.businessHours() != null
                    && BusinessHours.parse(each.businessHours()) instanceof Outcome.Done<BusinessHours>(var hours))
                closable.put(each.revision().id(), new Closable(hours, each.offlineText()));
        departments = Map.copyOf(closable);
    }

    /// Null where the department is open, or has none in this language.
    String text(UUID department, String language) {
        Closable closable = departments.get(department);
        if (closable == null || closable.hours.isOpen(clock.instant())) return null;
        return URDU.equals(language) ? closable.text.ur() : closable.text.en();
    }
}
