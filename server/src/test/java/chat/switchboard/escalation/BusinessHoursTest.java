package chat.switchboard.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BusinessHoursTest {
    private static final BusinessHours KARACHI = TargetStore.parse("""
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
        BusinessHours night = TargetStore.parse(
                "{\"timeZone\":\"UTC\",\"days\":[{\"day\":\"monday\",\"from\":\"22:00\",\"to\":\"06:00\"}]}");

        assertThat(night.plus(at("2026-03-03T05:00:00Z"), Duration.ofMinutes(30)))
                .isEqualTo(at("2026-03-03T05:30:00Z"));
        assertThat(night.plus(at("2026-03-03T05:59:00Z"), Duration.ofMinutes(2)))
                .isEqualTo(at("2026-03-09T22:01:00Z"));
    }

    @Test
    void a_night_that_loses_an_hour_is_an_hour_shorter() {
        BusinessHours berlin = TargetStore.parse(
                "{\"timeZone\":\"Europe/Berlin\",\"days\":[{\"day\":\"sunday\",\"from\":\"00:00\",\"to\":\"24:00\"}]}");

        assertThat(berlin.plus(at("2026-03-29T00:00:00+01:00"), Duration.ofHours(4)))
                .isEqualTo(at("2026-03-29T05:00:00+02:00"));
    }

    @Test
    void hours_that_never_come_are_not_searched_for_for_ever() {
        assertThat(TargetStore.parse("{\"timeZone\":\"UTC\",\"days\":[]}")
                        .plus(at("2026-03-02T00:00:00Z"), Duration.ofMinutes(1)))
                .isNull();
    }

    @Test
    void hours_that_cannot_be_read_count_as_none() {
        assertThat(TargetStore.parse("{\"timeZone\":\"Mars/Olympus\",\"days\":[]}"))
                .isNull();
        assertThat(TargetStore.parse("{\"days\":[{\"day\":\"someday\",\"from\":\"x\",\"to\":\"y\"}]}"))
                .isNull();
    }

    private static Instant at(String time) {
        return java.time.OffsetDateTime.parse(time).toInstant();
    }
}
