package chat.switchboard.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// Something that changed about an account, by somebody else or from another session, until its owner has seen it.
///
/// @param parameters texts and numbers by name: `by`, the name of who did it where that was somebody else; `role`;
///     `left`, of recovery codes
public record Notice(UUID id, Event event, Instant at, Map<String, Object> parameters) {

    public enum Event {
        PASSWORD_CHANGED,
        /// By a link from an admin.
        PASSWORD_RESET,
        SECOND_FACTOR_ADDED,
        SECOND_FACTOR_REMOVED,
        RECOVERY_CODES_RENEWED,
        RECOVERY_CODE_USED,
        SESSIONS_ENDED,
        EMAIL_CHANGED,
        NAME_CHANGED,
        ROLE_CHANGED,
        DEPARTMENTS_CHANGED,
        DEACTIVATED,
        ACTIVATED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Event of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
