package chat.switchboard.kernel;

import java.util.List;
import java.util.UUID;

/// Something the other side asked for and does not get: a value, not a fault.
///
/// @param field the offending field of the request, or null; cut after 100 code points
/// @param retryAfterSeconds when asking again may help, or null
/// @param current of a conflict: the value that stands instead of the expected one, or null
public record Refusal(Code code, String message, String field, Integer retryAfterSeconds, Current current) {
    private static final int MOST_IN_FIELD = 100;

    /// A field's name may be the client's own, and as long as its request.
    public Refusal {
        if (field != null) field = Text.cut(field, MOST_IN_FIELD);
    }

    public Refusal(Code code, String message, String field, Integer retryAfterSeconds) {
        this(code, message, field, retryAfterSeconds, null);
    }

    /// What stands now, in the contract's types.
    public sealed interface Current {
        /// @param value null: there is none
        record Text(String value) implements Current {}

        record Texts(List<String> values) implements Current {}

        /// A person or a department.
        record Named(UUID id, String name) implements Current {}
    }

    /// The codes of the public contract with their HTTP status.
    public enum Code {
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        CONVERSATION_CLOSED(409),
        TOO_LARGE(413),
        UNSUPPORTED_TYPE(415),
        VALIDATION_FAILED(422),
        RATE_LIMITED(429),
        UNAVAILABLE(503);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        /// The name on the wire: `not_found`.
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Refusal of(Code code, String message) {
        return new Refusal(code, message, null, null);
    }

    public static Refusal invalid(String field, String message) {
        return new Refusal(Code.VALIDATION_FAILED, message, field, null);
    }

    /// Somebody else changed first what this request was based on.
    public static Refusal outdated(String field, String message, Current current) {
        return new Refusal(Code.CONFLICT, message, field, null, current);
    }

    /// One answer for "not yours" and "not there".
    public static Refusal notFound() {
        return of(Code.NOT_FOUND, "There is nothing here, or it is not yours to see.");
    }

    public static Refusal unauthenticated() {
        return of(Code.UNAUTHENTICATED, "Sign in again: this token is missing, wrong or has expired.");
    }

    public static Refusal retryLater(Code code, String message, int retryAfterSeconds) {
        return new Refusal(code, message, null, retryAfterSeconds);
    }
}
