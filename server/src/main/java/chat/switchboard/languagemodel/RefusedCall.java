package chat.switchboard.languagemodel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/// What a status other than 200 means.
final class RefusedCall {
    private RefusedCall() {}

    /// @param retryAfter as it came, or null
    static Reply.Failed of(int status, String retryAfter, Instant now) {
        Result result = switch (status) {
            case 401, 403 -> Result.KEY_REFUSED;
            case 429 -> Result.RATE_LIMITED;
            default -> status >= 500 || status < 300 ? Result.BROKEN : Result.REJECTED;
        };
        boolean asksToWait = status == 429 || status == 503;
        return new Reply.Failed(result, status, asksToWait ? wish(retryAfter, now) : null);
    }

    /// Seconds or a date (RFC 9110 §10.2.3); null for neither.
    static Duration wish(String retryAfter, Instant now) {
        if (retryAfter == null) return null;
        String text = retryAfter.strip();
        if (text.matches("\\d{1,9}")) return Duration.ofSeconds(Long.parseLong(text));
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
