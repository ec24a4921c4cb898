package chat.switchboard.http;

import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// What browsers are told to refuse.
final class Headers {
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private Headers() {}

    /// For answers that are data.
    static void ofApi(HttpServerResponse response) {
        response.putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("Content-Security-Policy", NOTHING);
        response.putHeader("X-Content-Type-Options", "nosniff");
    }
}
