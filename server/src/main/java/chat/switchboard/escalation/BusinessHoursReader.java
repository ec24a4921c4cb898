package chat.switchboard.escalation;

import chat.switchboard.escalation.BusinessHours.Span;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads business hours as strictly as a request: `{ timeZone, days: [{ day, from, to }], holidays: [date] }`.
final class BusinessHoursReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final List<String> PARTS = List.of("timeZone", "days", "holidays");
    private static final List<String> PARTS_OF_A_SPAN = List.of("day", "from", "to");
    private static final String TIME_ZONE = "A time zone such as Asia/Karachi.";
    private static final String OVERLAP = "It overlaps with another span.";
    private static final long DAY = 24 * 60;
    private static final long WEEK = 7 * DAY;
    static final int MOST_SPANS = 100;
    static final int MOST_HOLIDAYS = 1_000;

    /// Leaves the reader; never seen outside.
    private static final class Wrong extends RuntimeException {
        private final Refusal refusal;

        private Wrong(String field, String message) {
            super(message, null, false, false);
            this.refusal = Refusal.invalid("businessHours" + field, message);
        }
    }

    private BusinessHoursReader() {}

    static Outcome<BusinessHours> read(String json) {
        try {
            return Outcome.done(hours(JSON.readTree(json)));
        } catch (JsonProcessingException notJson) {
            return Outcome.refused(Refusal.invalid("businessHours", "This is not JSON."));
        } catch (Wrong wrong) {
            return Outcome.refused(wrong.refusal);
        }
    }

    static Outcome<BusinessHours> readStrictly(String json) {
        return read(json).then(hours -> {
            try {
                JsonNode given = JSON.readTree(json);
                knowsTimeZone(hours.timeZone());
                noOverlap(given);
                return Outcome.done(hours);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("read before", impossible);
            } catch (Wrong wrong) {
                return Outcome.refused(wrong.refusal);
            }
        });
    }

    /// `+05:00` has no rules of its own: the clocks of no place follow it.
    private static void knowsTimeZone(ZoneId zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone.getId())) throw new Wrong(".timeZone", TIME_ZONE);
    }

    /// In minutes of the week, which goes round: a night shift of Sunday runs into Monday.
    private static void noOverlap(JsonNode hours) {
        List<long[]> spans = new ArrayList<>();
        for (JsonNode day : hours.get("days")) {
            String field = String.format(Locale.ROOT, ".days[%d]", spans.size());
            Span span = span(day, field);
            long begin = (span.day().getValue() - 1) * DAY + minutes(span.from());
            long length = minutes(span.to()) - minutes(span.from());
            long[] minutes = {begin, length > 0 ? length : length + DAY};
            for (long[] other : spans) if (overlap(minutes, other)) throw new Wrong(field, OVERLAP);
            spans.add(minutes);
        }
    }

    private static boolean overlap(long[] a, long[] b) {
        return Math.floorMod(b[0] - a[0], WEEK) < a[1] || Math.floorMod(a[0] - b[0], WEEK) < b[1];
    }

    private static long minutes(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }

    static String json(BusinessHours hours) {
        ObjectNode json =
                JSON.createObjectNode().put("timeZone", hours.timeZone().getId());
        ArrayNode days = json.putArray("days");
        hours.days().stream()
                .sorted(Comparator.comparing(Span::day).thenComparing(Span::from))
                .forEach(span -> days.addObject()
                        .put("day", span.day().name().toLowerCase(Locale.ROOT))
                        .put("from", span.from().toString())
                        .put(
                                "to",
                                span.to().equals(LocalTime.MIDNIGHT)
                                        ? "24:00"
                                        : span.to().toString()));
        ArrayNode holidays = json.putArray("holidays");
        hours.holidays().stream().sorted().forEach(date -> holidays.add(date.toString()));
        return json.toString();
    }

    private static BusinessHours hours(JsonNode hours) {
        onlyHas(hours, PARTS, "");
        List<Span> days = new ArrayList<>();
        for (JsonNode day : list(hours, "days", MOST_SPANS))
            days.add(span(day, String.format(Locale.ROOT, ".days[%d]", days.size())));
        List<LocalDate> holidays = new ArrayList<>();
        if (hours.has("holidays"))
            for (JsonNode date : list(hours, "holidays", MOST_HOLIDAYS))
                holidays.add(date(date, String.format(Locale.ROOT, ".holidays[%d]", holidays.size())));
        return new BusinessHours(timeZone(hours), days, new HashSet<>(holidays));
    }

    private static Span span(JsonNode span, String field) {
        onlyHas(span, PARTS_OF_A_SPAN, field);
        LocalTime from = time(span.path("from"), field + ".from");
        boolean toMidnight = "24:00".equals(span.path("to").textValue());
        LocalTime to = toMidnight ? LocalTime.MIDNIGHT : time(span.path("to"), field + ".to");
        if (from.equals(to) && !toMidnight)
            throw new Wrong(field + ".to", "Later or earlier than from; a whole day is 00:00 to 24:00.");
        return new Span(day(span.path("day"), field + ".day"), from, to);
    }

    private static DayOfWeek day(JsonNode name, String field) {
        for (DayOfWeek day : DayOfWeek.values())
            if (name.isTextual() && day.name().equals(name.textValue().toUpperCase(Locale.ROOT))) return day;
        throw new Wrong(field, "One of monday, tuesday, wednesday, thursday, friday, saturday and sunday.");
    }

    private static LocalTime time(JsonNode time, String field) {
        if (time.isTextual() && TIME.matcher(time.textValue()).matches()) return LocalTime.parse(time.textValue());
        throw new Wrong(field, "A time such as 09:00; to may be 24:00.");
    }

    private static LocalDate date(JsonNode date, String field) {
        try {
            if (date.isTextual()) return LocalDate.parse(date.textValue());
        } catch (DateTimeException noDate) { // said below
        }
        throw new Wrong(field, "A date such as 2026-12-25.");
    }

    private static ZoneId timeZone(JsonNode hours) {
        try {
            if (hours.path("timeZone").isTextual())
                return ZoneId.of(hours.get("timeZone").textValue());
        } catch (DateTimeException unknown) { // said below
        }
        throw new Wrong(".timeZone", TIME_ZONE);
    }

    private static JsonNode list(JsonNode hours, String name, int most) {
        JsonNode list = hours.path(name);
        if (list.isArray() && list.size() <= most) return list;
        throw new Wrong("." + name, String.format(Locale.ROOT, "A list of at most %d.", most));
    }

    private static void onlyHas(JsonNode object, List<String> parts, String field) {
        if (!object.isObject()) throw new Wrong(field, "A JSON object.");
        for (var part : object.properties())
            if (!parts.contains(part.getKey())) throw new Wrong(field + "." + part.getKey(), "There is no such field.");
    }
}
