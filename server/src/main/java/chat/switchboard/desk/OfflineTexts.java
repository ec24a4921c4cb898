package chat.switchboard.desk;

import chat.switchboard.escalation.BusinessHours;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.texts.TextTemplates.Closed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Which departments are closed, and what customers read who come into their queue then. Kept in memory: asking never
/// blocks.
final class OfflineTexts {
    private static final String URDU = "ur";

    private final Clock clock;
    private volatile Map<UUID, Closable> departments = Map.of();

    /// @param text null: none of its own
    private record Closable(BusinessHours hours, Department.OfflineText text) {
        String in(String language) {
            if (text == null) return null;
            return URDU.equals(language) ? text.ur() : text.en();
        }
    }

    OfflineTexts(Clock clock) {
        this.clock = clock;
    }

    void set(List<Department> all) {
        Map<UUID, Closable> closable = new HashMap<>();
        for (Department each : all)
            if (each.businessHours() != null
                    && BusinessHours.parse(each.businessHours()) instanceof Outcome.Done<BusinessHours>(var hours))
                closable.put(each.revision().id(), new Closable(hours, each.offlineText()));
        departments = Map.copyOf(closable);
    }

    /// When a department works again, as its own clocks show it; empty where it has no hours or never works again.
    ///
    /// @param department null: any that has hours
    Optional<ZonedDateTime> opensAt(UUID department) {
        Instant now = clock.instant();
        return departments.entrySet().stream()
                .filter(each -> department == null || each.getKey().equals(department))
                .map(each -> each.getValue().hours)
                .flatMap(hours ->
                        Optional.ofNullable(hours.opensAt(now)).stream().map(at -> at.atZone(hours.timeZone())))
                .min(Comparator.comparing(ZonedDateTime::toInstant));
    }

    /// Null where the department is open, or there is none.
    Closed closed(UUID department, String language) {
        Closable closable = department == null ? null : departments.get(department);
        return closable == null || closable.hours.isOpen(clock.instant()) ? null : new Closed(closable.in(language));
    }
}
