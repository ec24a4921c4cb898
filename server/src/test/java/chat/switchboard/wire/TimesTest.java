package chat.switchboard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void times_are_written_in_utc_with_milliseconds_whatever_was_written_before() {
        for (String time : List.of(
                "2026-11-21T08:00:00.000Z",
                "2026-11-21T08:00:00.999Z",
                "2026-11-21T08:00:01.070Z",
                "1969-12-31T23:59:59.001Z",
                "2026-11-21T08:00:00.205Z"))
            assertThat(Json.time(Instant.parse(time))).isEqualTo(time);
        assertThat(Json.time(Instant.parse("2026-11-21T08:00:00.205999Z"))).isEqualTo("2026-11-21T08:00:00.205Z");
    }
}
