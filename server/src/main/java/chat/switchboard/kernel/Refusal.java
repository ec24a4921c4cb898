package chat.switchboard.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// Something the other side asked for and does not get: a value, not a fault.
///
/// @param message what an edge says in English; null where there is a reason
/// @param because why, as a code with parameters, of which texts in every language are made; null where an edge says it
///     in its own words
/// @param field the offending field of the request, or null; cut after 100 code points
/// @param retryAfterSeconds when asking again may help, or null
/// @param current of a conflict: the value that stands instead of the expected one, or null
public record Refusal(
        Code code, String message, Because because, String field, Integer retryAfterSeconds, Current current) {
    private static final int MOST_IN_FIELD = 100;

    /// A field's name may be the client's own, and as long as its request.
    public Refusal {
        if (field != null) field = Text.cut(field, MOST_IN_FIELD);
    }

    public Refusal(Code code, String message, String field, Integer retryAfterSeconds) {
        this(code, message, null, field, retryAfterSeconds, null);
    }

    private Refusal(Code code, Because because, String field, Integer retryAfterSeconds, Current current) {
        this(code, null, because, field, retryAfterSeconds, current);
    }

    /// @param parameters by the names that the reason declares, in their order
    public record Because(Reason reason, Map<String, Object> parameters) {
        public static Because of(Reason reason, Object... values) {
            if (values.length != reason.parameters.size())
                throw new IllegalArgumentException(reason + " takes " + reason.parameters);
            Map<String, Object> parameters = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) parameters.put(reason.parameters.get(i), values[i]);
            return new Because(reason, parameters);
        }
    }

    /// Why something is refused, with the names of what there is to say about it. More may come.
    public enum Reason {
        NOT_FOUND,
        UNAUTHENTICATED,
        STAFF_ONLY,
        ACCOUNTS_ONLY,
        ADMINS_ONLY,
        CUSTOMERS_ONLY,
        CONVERSATION_CLOSED,
        ALREADY_TAKEN("agent"),
        AGENT_CHANGED("agent"),
        NOBODY_HAS_IT,
        STATUS_CHANGED("status"),
        PRIORITY_CHANGED("priority"),
        DEPARTMENT_CHANGED,
        CATEGORY_CHANGED,
        SUBJECT_CHANGED,
        LABELS_CHANGED,
        AGENT_FULL("agent", "active", "most"),
        AGENT_OFFLINE("agent"),
        AGENT_NOT_ONLINE("agent"),
        AGENT_NOT_IN_DEPARTMENT("agent", "department"),
        ONLY_ACTIVE_CAN_BE_RESOLVED,
        REOPEN_FIRST,
        NOTHING_LATE,
        RATE_AFTER_RESOLUTION,
        ALREADY_RATED,
        TOO_LONG("most"),
        METADATA_TOO_LARGE("mostBytes"),
        EMPTY_MESSAGE,
        REASON_MISSING,
        LABEL_EMPTY,
        LABEL_TWICE,
        NO_SUCH_MESSAGE,
        ONLY_OF_QUICK_REPLIES,
        NO_SUCH_THING,
        DEPARTMENT_NOT_SERVED,
        SCORE_OUT_OF_RANGE("least", "most"),
        MESSAGE_ID_TAKEN,
        EMAIL_TAKEN,
        LAST_ADMIN,
        ACCOUNT_INACTIVE,
        HAS_PASSWORD,
        STEP_UP_REQUIRED,
        SECOND_FACTOR_REQUIRED,
        WRONG_PASSWORD,
        CODE_NEEDED,
        WRONG_CODE,
        NO_PENDING_SECRET,
        NO_SECOND_FACTOR,
        CHANGED_MEANWHILE("version"),
        SET_BY_OPERATOR("variable"),
        OTHER_KIND("kind"),
        OUT_OF_RANGE("least", "most"),
        NOT_AN_OPTION("options"),
        NOT_A_CURSOR,
        TOO_MANY_TO_EXPORT("most"),
        LEASE_LOST,
        SERVER_BUSY,
        TOO_OFTEN("seconds"),
        NAME_EMPTY,
        NO_SUCH_SITE,
        SITE_KEY_TAKEN,
        TOO_MANY_SITES("most"),
        DEFAULT_SITE,
        NOT_AN_ORIGIN,
        LOGO_UNFIT("mostBytes"),
        LANGUAGE_MODEL_OFF,
        LANGUAGE_MODEL_BUDGET,
        LANGUAGE_MODEL_FAILED,
        TAKEN,
        BLANK,
        TOO_MANY("most"),
        IN_USE,
        NEEDED,
        NO_SUCH_VARIABLE("name"),
        EITHER_OWN_OR_DEPARTMENT,
        PARTNER_WITHOUT_DEPARTMENTS,
        TOO_SHORT("least"),
        OUTER_BLANK,
        PASSWORD_COMMON,
        PASSWORD_OWN_WORDS,
        WRONG_LOG_IN,
        REQUIRED,
        NO_SUCH_FIELD,
        NOTHING_SAID,
        NOT_TEXT,
        NOT_A_WHOLE_NUMBER,
        NOT_TRUE_OR_FALSE,
        NOT_AN_OBJECT,
        NOT_A_LIST,
        AT_LEAST("least"),
        AT_MOST("most"),
        TOO_MANY_ENTRIES("most"),
        OTHER_FORM("form"),
        INVISIBLE_CHARACTERS,
        UNFIT,
        NUMBER_TOO_LARGE,
        FILE_UNREADABLE("format"),
        QUOTE_NOT_CLOSED,
        NO_SUCH_COLUMN,
        COLUMN_TWICE,
        MORE_CELLS_THAN_HEADER,
        TOO_MANY_ROWS("most"),
        IDENTITY_TOKEN_INVALID,
        IDENTITY_TOKEN_EXPIRED,
        IDENTITY_VERIFIED;

        private final List<String> parameters;

        Reason(String... parameters) {
            this.parameters = List.of(parameters);
        }

        /// The name on the wire: `agent_full`.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public List<String> parameters() {
            return parameters;
        }
    }

    /// What stands now, in the contract's types.
    public sealed interface Current {
        /// @param value null: there is none
        record Text(String value) implements Current {}

        record Texts(List<String> values) implements Current {}

        /// Several things by name: numbers, truth values, texts, lists of texts, null.
        record Values(Map<String, ?> byName) implements Current {}

        /// A list of things, each as in `Values`.
        record Rows(List<Map<String, Object>> rows) implements Current {}

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
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Refusal of(Code code, String message) {
        return new Refusal(code, message, null, null);
    }

    public static Refusal invalid(String field, String message) {
        return new Refusal(Code.VALIDATION_FAILED, message, field, null);
    }

    public static Refusal of(Code code, Reason reason, Object... parameters) {
        return new Refusal(code, Because.of(reason, parameters), null, null, null);
    }

    public static Refusal invalid(String field, Reason reason, Object... parameters) {
        return new Refusal(Code.VALIDATION_FAILED, Because.of(reason, parameters), field, null, null);
    }

    public static Refusal invalid(String field, Because because) {
        return new Refusal(Code.VALIDATION_FAILED, because, field, null, null);
    }

    public static Refusal conflict(Reason reason, Object... parameters) {
        return of(Code.CONFLICT, reason, parameters);
    }

    /// Why text may not be longer than `most` code points, or null when it is not. Null is short.
    public static Refusal tooLong(String field, String text, int most) {
        return text == null || !Text.isLonger(text, most) ? null : invalid(field, Reason.TOO_LONG, most);
    }

    /// Somebody else changed first what this request was based on.
    public static Refusal outdated(String field, Current current, Reason reason, Object... parameters) {
        return new Refusal(Code.CONFLICT, Because.of(reason, parameters), field, null, current);
    }

    public Refusal withField(String name) {
        return new Refusal(code, message, because, name, retryAfterSeconds, current);
    }

    /// One answer for "not yours" and "not there".
    public static Refusal notFound() {
        return of(Code.NOT_FOUND, Reason.NOT_FOUND);
    }

    public static Refusal unauthenticated() {
        return of(Code.UNAUTHENTICATED, Reason.UNAUTHENTICATED);
    }

    public static Refusal retryLater(Code code, String message, int retryAfterSeconds) {
        return new Refusal(code, message, null, retryAfterSeconds);
    }

    public static Refusal staffOnly() {
        return of(Code.FORBIDDEN, Reason.STAFF_ONLY);
    }

    public static Refusal adminsOnly() {
        return of(Code.FORBIDDEN, Reason.ADMINS_ONLY);
    }

    /// Somebody else changed first what this request was based on.
    ///
    /// @param version the current one
    public static Refusal changedMeanwhile(int version) {
        return conflict(Reason.CHANGED_MEANWHILE, version);
    }

    public static Refusal retryLater(Code code, int retryAfterSeconds, Reason reason, Object... parameters) {
        return new Refusal(code, Because.of(reason, parameters), null, retryAfterSeconds, null);
    }

    public static Refusal busy(int retryAfterSeconds) {
        return retryLater(Code.UNAVAILABLE, retryAfterSeconds, Reason.SERVER_BUSY);
    }
}
