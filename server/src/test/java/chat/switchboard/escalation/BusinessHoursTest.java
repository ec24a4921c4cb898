package chat.switchboard.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.escalation.BusinessHours.Span;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessHoursTest {
    private static final BusinessHours KARACHI = parse("""
            {"timeZone": "Asia/Karachi",
             "days": [{"day": "monday", "from": "09:00", "to": "18:00"},
                      {"day": "tuesday", "from": "09:00", "to": "18:00"}],
             "holidays": ["2026-03-09"]}
            """);

    @Test
    void within_the_hours_time_is_time() {
        assertThat(KARACHI.plus(at("2026-03-02T10:00:00+05:00"), Duration.ofMinutes(5)))
                .isEqualTo(at("2026-03-02T10:05:00+05:00"));
    }

    @Test
    void what_is_left_at_closing_time_is_due_the_next_working_day() {
        assertThat(KARACHI.plus(at("2026-03-02T17:58:00+05:00"), Duration.ofMinutes(5)))
                .isEqualTo(at("2026-03-03T09:03:00+05:00"));
    }

    @Test
    void before_opening_time_nothing_passes() {
        assertThat(KARACHI.plus(at("2026-03-02T03:00:00+05:00"), Duration.ofMinutes(5)))
                .isEqualTo(at("2026-03-02T09:05:00+05:00"));
    }

    @Test
    void days_off_and_holidays_do_not_count() {
        assertThat(KARACHI.plus(at("2026-03-03T17:59:00+05:00"), Duration.ofMinutes(2)))
                .isEqualTo(at("2026-03-10T09:01:00+05:00"));
    }

    @Test
    void a_night_shift_ends_the_next_morning() {
        BusinessHours night = utc("{\"day\":\"monday\",\"from\":\"22:00\",\"to\":\"06:00\"}");

        assertThat(night.plus(at("2026-03-03T05:00:00Z"), Duration.ofMinutes(30)))
                .isEqualTo(at("2026-03-03T05:30:00Z"));
        assertThat(night.plus(at("2026-03-03T05:59:00Z"), Duration.ofMinutes(2)))
                .isEqualTo(at("2026-03-09T22:01:00Z"));
    }

    @Test
    void a_night_shift_goes_on_into_a_holiday_and_none_begins_on_it() {
        BusinessHours nights = parse("""
                {"timeZone": "UTC", "holidays": ["2026-03-03"],
                 "days": [{"day": "monday", "from": "22:00", "to": "06:00"},
                          {"day": "tuesday", "from": "22:00", "to": "06:00"}]}
                """);

        assertThat(nights.plus(at("2026-03-03T05:00:00Z"), Duration.ofMinutes(90)))
                .isEqualTo(at("2026-03-09T22:30:00Z"));
    }

    @Test
    void overlapping_spans_count_once() {
        BusinessHours twice = utc("{\"day\":\"monday\",\"from\":\"09:00\",\"to\":\"17:00\"},"
                + "{\"day\":\"monday\",\"from\":\"10:00\",\"to\":\"12:00\"},"
                + "{\"day\":\"monday\",\"from\":\"16:00\",\"to\":\"18:00\"}");

        assertThat(twice.plus(at("2026-03-02T09:00:00Z"), Duration.ofHours(2))).isEqualTo(at("2026-03-02T11:00:00Z"));
        assertThat(twice.plus(at("2026-03-02T09:00:00Z"), Duration.ofHours(9))).isEqualTo(at("2026-03-02T18:00:00Z"));
    }

    @Test
    void a_night_shift_and_the_early_shift_it_runs_into_count_once() {
        BusinessHours both = utc("{\"day\":\"monday\",\"from\":\"20:00\",\"to\":\"08:00\"},"
                + "{\"day\":\"tuesday\",\"from\":\"06:00\",\"to\":\"10:00\"}");

        assertThat(both.plus(at("2026-03-02T20:00:00Z"), Duration.ofHours(14))).isEqualTo(at("2026-03-03T10:00:00Z"));
    }

    @Test
    void a_night_that_loses_an_hour_is_an_hour_shorter() {
        BusinessHours berlin = berlin("{\"day\":\"sunday\",\"from\":\"00:00\",\"to\":\"24:00\"}");

        assertThat(berlin.plus(at("2026-03-29T00:00:00+01:00"), Duration.ofHours(4)))
                .isEqualTo(at("2026-03-29T05:00:00+02:00"));
    }

    @Test
    void a_night_that_gains_an_hour_is_an_hour_longer() {
        BusinessHours berlin = berlin("{\"day\":\"sunday\",\"from\":\"00:00\",\"to\":\"24:00\"}");

        assertThat(berlin.plus(at("2026-10-25T00:00:00+02:00"), Duration.ofHours(25)))
                .isEqualTo(at("2026-10-26T00:00:00+01:00"));
    }

    @Test
    void hours_that_touch_within_a_change_of_the_clocks_neither_overlap_nor_leave_a_hole() {
        BusinessHours berlin = berlin("{\"day\":\"sunday\",\"from\":\"01:00\",\"to\":\"02:30\"},"
                + "{\"day\":\"sunday\",\"from\":\"02:30\",\"to\":\"04:00\"}");

        // 01:00 to 04:00 is two hours on the day that skips 02:00 to 03:00, and four on the day that has it twice.
        assertThat(berlin.plus(at("2026-03-29T01:00:00+01:00"), Duration.ofHours(2)))
                .isEqualTo(at("2026-03-29T04:00:00+02:00"));
        assertThat(berlin.plus(at("2026-10-25T01:00:00+02:00"), Duration.ofHours(4)))
                .isEqualTo(at("2026-10-25T04:00:00+01:00"));
    }

    @Test
    void hours_that_never_come_are_not_searched_for_for_ever() {
        assertThat(utc("").plus(at("2026-03-02T00:00:00Z"), Duration.ofMinutes(1)))
                .isNull();
    }

    /// The minutes that follow, one by one, each asked whether any span covers it.
    @Property(tries = 200)
    void each_open_minute_counts_once_whatever_the_spans(
            @ForAll("hours") BusinessHours hours,
            @ForAll @IntRange(max = 10 * 24 * 60) int start,
            @ForAll @IntRange(min = 1, max = 300) int work) {
        // The fortnight in which Berlin skips an hour.
        Instant from = at("2026-03-20T00:00:00Z").plus(start, ChronoUnit.MINUTES);

        assertThat(hours.plus(from, Duration.ofMinutes(work))).isEqualTo(counted(hours, from, work));
    }

    private static Instant counted(BusinessHours hours, Instant from, int work) {
        int left = work;
        for (int minute = 0; minute < 180 * 24 * 60; minute++) {
            Instant now = from.plus(minute, ChronoUnit.MINUTES);
            if (isOpen(hours, LocalDateTime.ofInstant(now, hours.timeZone())) && --left == 0)
                return now.plus(1, ChronoUnit.MINUTES);
        }
        return null;
    }

    private static boolean isOpen(BusinessHours hours, LocalDateTime now) {
        return hours.days().stream().anyMatch(span -> {
            boolean overnight = !span.to().isAfter(span.from());
            boolean begun = isDayOf(hours, span, now.toLocalDate())
                    && !now.toLocalTime().isBefore(span.from())
                    && (overnight || now.toLocalTime().isBefore(span.to()));
            boolean fromYesterday = overnight
                    && isDayOf(hours, span, now.toLocalDate().minusDays(1))
                    && now.toLocalTime().isBefore(span.to());
            return begun || fromYesterday;
        });
    }

    private static boolean isDayOf(BusinessHours hours, Span span, LocalDate date) {
        return span.day() == date.getDayOfWeek() && !hours.holidays().contains(date);
    }

    @Provide
    Arbitrary<BusinessHours> hours() {
        Arbitrary<LocalTime> quarters =
                Arbitraries.integers().between(0, 95).map(it -> LocalTime.MIDNIGHT.plusMinutes(it * 15L));
        Arbitrary<List<Span>> spans = Combinators.combine(Arbitraries.of(DayOfWeek.class), quarters, quarters)
                .as(Span::new)
                .filter(span -> !span.from().equals(span.to()) || span.to().equals(LocalTime.MIDNIGHT))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
        Arbitrary<Set<LocalDate>> holidays = Arbitraries.integers()
                .between(20, 31)
                .map(day -> LocalDate.of(2026, 3, day))
                .set()
                .ofMaxSize(3);
        Arbitrary<ZoneId> zones = Arbitraries.of("UTC", "Asia/Karachi", "Europe/Berlin", "Asia/Kathmandu")
                .map(ZoneId::of);
        return Combinators.combine(zones, spans, holidays).as(BusinessHours::new);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                               | businessHours
            {"timeZone":"UTC"}                                                               | businessHours.days
            {"days":[]}                                                                      | businessHours.timeZone
            {"timeZone":"Mars/Olympus","days":[]}                                            | businessHours.timeZone
            {"timeZone":5,"days":[]}                                                         | businessHours.timeZone
            {"timeZone":"UTC","days":{}}                                                     | businessHours.days
            {"timeZone":"UTC","days":[],"open":true}                                         | businessHours.open
            {"timeZone":"UTC","days":["monday"]}                                             | businessHours.days[0]
            {"timeZone":"UTC","days":[{"day":"mondy","from":"09:00","to":"17:00"}]}          | businessHours.days[0].day
            {"timeZone":"UTC","days":[{"day":"mon","from":"09:00","to":"17:00"}]}            | businessHours.days[0].day
            {"timeZone":"UTC","days":[{"day":1,"from":"09:00","to":"17:00"}]}                | businessHours.days[0].day
            {"timeZone":"UTC","days":[{"day":"پیر","from":"09:00","to":"17:00"}]}            | businessHours.days[0].day
            {"timeZone":"UTC","days":[{"from":"09:00","to":"17:00"}]}                        | businessHours.days[0].day
            {"timeZone":"UTC","days":[{"day":"monday","from":"9","to":"17:00"}]}             | businessHours.days[0].from
            {"timeZone":"UTC","days":[{"day":"monday","from":"24:00","to":"17:00"}]}         | businessHours.days[0].from
            {"timeZone":"UTC","days":[{"day":"monday","from":"09:00","to":"25:00"}]}         | businessHours.days[0].to
            {"timeZone":"UTC","days":[{"day":"monday","from":"09:00"}]}                      | businessHours.days[0].to
            {"timeZone":"UTC","days":[{"day":"monday","from":"09:00","to":"09:00"}]}         | businessHours.days[0].to
            {"timeZone":"UTC","days":[{"day":"monday","from":"00:00","to":"00:00"}]}         | businessHours.days[0].to
            {"timeZone":"UTC","days":[{"day":"monday","from":"09:00","to":"17:00","x":1}]}   | businessHours.days[0].x
            {"timeZone":"UTC","days":[],"holidays":"2026-12-25"}                             | businessHours.holidays
            {"timeZone":"UTC","days":[],"holidays":["2026-12-25","25.12."]}                  | businessHours.holidays[1]
            {"timeZone":"UTC","days":[],"holidays":["2026-02-30"]}                           | businessHours.holidays[0]
            {"timeZone":"UTC"                                                                | businessHours
            """)
    void what_is_wrong_with_hours_is_named(String json, String field) {
        assertThat(BusinessHours.parse(json)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(Refusal.Code.VALIDATION_FAILED);
            assertThat(refused.refusal().field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            monday    09:00 12:00 | monday    12:00 17:00 |
            monday    09:00 12:00 | monday    11:59 17:00 | businessHours.days[1]
            monday    09:00 17:00 | monday    10:00 11:00 | businessHours.days[1]
            monday    10:00 11:00 | monday    09:00 17:00 | businessHours.days[1]
            monday    09:00 17:00 | monday    09:00 17:00 | businessHours.days[1]
            monday    09:00 17:00 | tuesday   09:00 17:00 |
            monday    22:00 06:00 | tuesday   06:00 08:00 |
            monday    22:00 06:00 | tuesday   05:00 08:00 | businessHours.days[1]
            tuesday   05:00 08:00 | monday    22:00 06:00 | businessHours.days[1]
            sunday    22:00 06:00 | monday    05:59 08:00 | businessHours.days[1]
            sunday    22:00 06:00 | monday    06:00 08:00 |
            monday    00:00 24:00 | tuesday   00:00 24:00 |
            monday    00:00 24:00 | monday    23:00 24:00 | businessHours.days[1]
            sunday    12:00 24:00 | monday    00:00 12:00 |
            """)
    void spans_that_are_newly_stored_may_touch_but_not_overlap(String one, String other, String field) {
        String json = "{\"timeZone\":\"Europe/Berlin\",\"days\":[" + span(one) + "," + span(other) + "]}";
        switch (BusinessHours.given(json)) {
            case Outcome.Done<BusinessHours> _ -> assertThat(field).isNull();
            case Outcome.Refused<BusinessHours>(Refusal refusal) ->
                assertThat(refusal.field()).isEqualTo(field);
        }
    }

    private static String span(String words) {
        String[] parts = words.split("\\s+");
        return "{\"day\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}".formatted(parts[0], parts[1], parts[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+05:00", "UTC+05:00", "GMT+5", "asia/karachi", "Mars/Olympus", ""})
    void a_time_zone_that_is_newly_stored_is_that_of_a_place(String zone) {
        assertThat(BusinessHours.given("{\"timeZone\":\"%s\",\"days\":[]}".formatted(zone)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().field()).isEqualTo("businessHours.timeZone"));
    }

    /// 2026-03-29 has no 02:00 to 03:00 in Berlin, 2026-10-25 has it twice; 2026-12-25 is a holiday.
    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-02T08:59:59+01:00, false
            2026-03-02T09:00:00+01:00, true
            2026-03-02T16:59:59+01:00, true
            2026-03-02T17:00:00+01:00, false
            2026-03-06T23:00:00+01:00, true
            2026-03-07T05:59:59+01:00, true
            2026-03-07T06:00:00+01:00, false
            2026-03-29T01:29:59+01:00, false
            2026-03-29T01:30:00+01:00, true
            2026-03-29T03:29:59+02:00, true
            2026-03-29T03:30:00+02:00, false
            2026-10-25T01:29:59+02:00, false
            2026-10-25T02:00:00+02:00, true
            2026-10-25T02:00:00+01:00, true
            2026-10-25T03:29:59+01:00, true
            2026-10-25T03:30:00+01:00, false
            2026-12-25T23:00:00+01:00, false
            2026-12-26T03:00:00+01:00, false
            """)
    void it_is_open_within_the_hours_of_its_own_clock(String at, boolean open) {
        BusinessHours berlin = parse("""
                {"timeZone":"Europe/Berlin","holidays":["2026-12-25"],"days":[
                 {"day":"monday","from":"09:00","to":"17:00"},
                 {"day":"friday","from":"22:00","to":"06:00"},
                 {"day":"sunday","from":"01:30","to":"03:30"}]}
                """);
        assertThat(berlin.isOpen(at(at))).isEqualTo(open);
    }

    @Property(tries = 200)
    void hours_are_read_as_they_were_written(@ForAll("hours") BusinessHours hours) {
        assertThat(BusinessHours.parse(hours.json()))
                .isEqualTo(Outcome.done(parse(parse(hours.json()).json())));
        assertThat(parse(hours.json()).holidays()).isEqualTo(hours.holidays());
        assertThat(parse(hours.json()).days()).containsExactlyInAnyOrderElementsOf(hours.days());
    }

    @Property(tries = 200)
    void it_is_open_when_time_passes(
            @ForAll("hours") BusinessHours hours, @ForAll @IntRange(max = 20_000) int minutes) {
        Instant now = at("2026-03-16T00:00:00Z").plus(minutes, ChronoUnit.MINUTES);
        Instant next = hours.plus(now, Duration.ofSeconds(1));
        assertThat(hours.isOpen(now)).isEqualTo(now.plusSeconds(1).equals(next));
    }

    @Test
    void a_weekday_may_be_written_in_any_case() {
        assertThat(utc("{\"day\":\"Monday\",\"from\":\"00:00\",\"to\":\"24:00\"}")
                        .days())
                .containsExactly(new Span(DayOfWeek.MONDAY, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
    }

    private static BusinessHours utc(String days) {
        return parse("{\"timeZone\":\"UTC\",\"days\":[" + days + "]}");
    }

    private static BusinessHours berlin(String days) {
        return parse("{\"timeZone\":\"Europe/Berlin\",\"days\":[" + days + "]}");
    }

    private static BusinessHours parse(String json) {
        return ((Outcome.Done<BusinessHours>) BusinessHours.parse(json)).value();
    }

    private static Instant at(String time) {
        return java.time.OffsetDateTime.parse(time).toInstant();
    }
}
