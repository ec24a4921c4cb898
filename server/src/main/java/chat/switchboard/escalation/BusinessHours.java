package chat.switchboard.escalation;

import chat.switchboard.kernel.Outcome;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// When a department works, in its own time zone.
///
/// A span belongs to the day on which it begins: one that ends before it begins ends on the next day, also when
/// that day is a holiday. Spans may touch or overlap; each moment counts once. What is newly
/// stored does not overlap ([#given]).
///
/// @param days several spans on one day are allowed
/// @param holidays days on which no span begins
public record BusinessHours(ZoneId timeZone, List<Span> days, Set<LocalDate> holidays) {
    /// Beyond it, hours that never come are not searched for.
    private static final int FURTHEST_DAYS = 366;

    /// @param from inclusive
    /// @param to exclusive; midnight is the end of the day
    public record Span(DayOfWeek day, LocalTime from, LocalTime to) {}

    public BusinessHours {
        days = days.stream().sorted(Comparator.comparing(Span::from)).toList();
        holidays = Set.copyOf(holidays);
    }

    /// Reads what is stored; a refusal names the field that is wrong.
    public static Outcome<BusinessHours> parse(String json) {
        return BusinessHoursReader.read(json);
    }

    /// Reads what somebody wants to be stored. Beside what [#parse] refuses: spans that overlap, and time zones that
    /// have no name of their own.
    public static Outcome<BusinessHours> given(String json) {
        return BusinessHoursReader.readStrictly(json);
    }

    public boolean isOpen(Instant now) {
        // A span of the day before may still run.
        LocalDate today = LocalDate.ofInstant(now, timeZone);
        return isOpen(now, today.minusDays(1)) || isOpen(now, today);
    }

    private boolean isOpen(Instant now, LocalDate day) {
        return !holidays.contains(day)
                && days.stream()
                        .filter(span -> span.day == day.getDayOfWeek())
                        .anyMatch(span ->
                                !now.isBefore(instant(day.atTime(span.from))) && now.isBefore(endOf(day, span)));
    }

    /// The contract's JSON, in one form: by day and hour.
    public String json() {
        return BusinessHoursReader.json(this);
    }

    /// The next moment at which it is open; now, if it is. Null when that never comes.
    public Instant opensAt(Instant now) {
        return plus(now, Duration.ZERO);
    }

    /// The moment at which `work` of business time has passed since `from`; null when that never comes.
    Instant plus(Instant from, Duration work) {
        Duration left = work;
        Instant counted = from;
        // A span of the day before may still run.
        LocalDate first = LocalDate.ofInstant(from, timeZone).minusDays(1);
        for (LocalDate day = first; day.isBefore(first.plusDays(FURTHEST_DAYS)); day = day.plusDays(1)) {
            if (holidays.contains(day)) continue;
            for (Span span : days) {
                if (span.day != day.getDayOfWeek()) continue;
                Instant begin = later(counted, instant(day.atTime(span.from)));
                Instant end = endOf(day, span);
                if (!begin.isBefore(end)) continue;
                Duration open = Duration.between(begin, end);
                if (left.compareTo(open) <= 0) return begin.plus(left);
                left = left.minus(open);
                counted = end;
            }
        }
        return null;
    }

    private Instant endOf(LocalDate day, Span span) {
        LocalDate last = span.to.isAfter(span.from) ? day : day.plusDays(1);
        return instant(last.atTime(span.to));
    }

    /// Later on the clock is never earlier in time: a time that the clocks skip is the moment at which they skip it,
    /// one that they show twice is the first of the two.
    private Instant instant(LocalDateTime time) {
        ZoneOffsetTransition transition = timeZone.getRules().getTransition(time);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : time.atZone(timeZone).toInstant();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
