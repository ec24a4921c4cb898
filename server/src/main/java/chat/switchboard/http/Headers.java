package chat.switchboard.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What browsers are told to refuse, on every answer of every path. An answer is data that nobody keeps, runs, frames
/// or embeds, unless its page says otherwise: a header that is set already stays.
final class Headers {
    static final String POLICY = "Content-Security-Policy";
    static final String EMBEDDING = "Cross-Origin-Resource-Policy";

    private static final String NOWHERE_IN_A_FRAME = "frame-ancestors 'none'";
    private static final String NOTHING = "default-src 'none'; " + NOWHERE_IN_A_FRAME;
    private static final String A_YEAR = "max-age=31536000";

    /// RFC 9110 §5.6.7; the JDK's RFC_1123 writes the 3rd of a month with one digit.
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private record Date(long second, String text) {}

    private final boolean https;
    private volatile Date date = new Date(0, "");

    /// @param https whether people reach this server by https only
    Headers(boolean https) {
        this.https = https;
    }

    /// Completes the head of an answer.
    void protect(HttpHeaders headers) {
        unlessSet(headers, POLICY, NOTHING);
        unlessSet(headers, "X-Content-Type-Options", "nosniff");
        unlessSet(headers, "Referrer-Policy", "no-referrer");
        unlessSet(headers, EMBEDDING, "same-origin");
        unlessSet(headers, "Cross-Origin-Opener-Policy", "same-origin");
        unlessSet(headers, "Cache-Control", "no-store");
        unlessSet(headers, "Date", now());
        // For browsers that do not know frame-ancestors.
        if (headers.get(POLICY).contains(NOWHERE_IN_A_FRAME)) unlessSet(headers, "X-Frame-Options", "DENY");
        if (https) unlessSet(headers, "Strict-Transport-Security", A_YEAR);
    }

    private static void unlessSet(HttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) headers.set(name, value);
    }

    private String now() {
        long second = Instant.now(Clock.systemUTC()).getEpochSecond();
        Date last = date;
        if (last.second != second) {
            var time = Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC);
            last = new Date(second, HTTP_DATE.format(time));
            date = last;
        }
        return last.text;
    }
}
