package chat.switchboard.escalation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/// When a department works, in its own time zone.
///
/// @param days several spans on one day are allowed; one that ends before it begins ends on the next day
/// @param holidays days without work
record BusinessHours(ZoneId timeZone, List<Span> days, Set<LocalDate> holidays) {
    /// Beyond it, hours that never come are not searched for.
    private static final int FURTHEST_DAYS = 366;

    record Span(DayOfWeek day, LocalTime from, LocalTime to) {}

    /// The moment at which `work` of business time has passed since `from`; null when that never comes.
    Instant plus(Instant from, Duration work) {
        Duration left = work;
        // A span of the day before may still run.
        LocalDate first = LocalDate.ofInstant(from, timeZone).minusDays(1);
        for (LocalDate day = first; day.isBefore(first.plusDays(FURTHEST_DAYS)); day = day.plusDays(1)) {
            for (Span span : spansOf(day)) {
                Instant begin =
                        later(from, day.atTime(span.from).atZone(timeZone).toInstant());
                Instant end = endOf(day, span);
                if (!begin.isBefore(end)) continue;
                Duration open = Duration.between(begin, end);
                if (left.compareTo(open) <= 0) return begin.plus(left);
                left = left.minus(open);
            }
        }
        return null;
    }

    private List<Span> spansOf(LocalDate day) {
        if (holidays.contains(day)) return List.of();
        return days.stream()
                .filter(span -> span.day == day.getDayOfWeek())
                .sorted(java.util.Comparator.comparing(Span::from))
                .toList();
    }

    private Instant endOf(LocalDate day, Span span) {
        LocalDate last = span.to.isAfter(span.from) ? day : day.plusDays(1);
        return last.atTime(span.to).atZone(timeZone).toInstant();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
