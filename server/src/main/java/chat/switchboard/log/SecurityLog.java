package chat.switchboard.log;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/// Who tried what and was refused, and whose rights ended: lines `event=… who=… address=… what=… count=…` of the logger
/// `security`. Ids, addresses and names of operations only: nothing that was typed, no e-mail address.
///
/// The first of equal events is written at once, the rest of them once a minute with their number, so that who
/// attacks cannot fill the disk. There is one log for the process.
public final class SecurityLog {
    /// More different ones in a minute are counted together.
    static final int MOST = 1_000;

    private static final String NOBODY = "-";
    private static final SecurityLog PROCESS = new SecurityLog(LoggerFactory.getLogger("security")::info);

    public enum Event {
        LOG_IN_FAILED,
        LOG_IN_DELAYED,
        ONE_TIME_CODE_FAILED,
        TOKEN_REFUSED,
        REFRESH_TOKEN_REUSED,
        SESSION_ENDED,
        /// Given another name, role, department or state.
        ACCOUNT_CHANGED,
        PASSWORD_CHANGED,
        SECOND_FACTOR_REMOVED,
        FORBIDDEN,
        /// Not there, or somebody else's: one answer, and one event.
        NOT_FOUND,
        RATE_LIMITED
    }

    /// @param who `role:id`, or `-`
    /// @param address the key of a network address, or `-`
    /// @param what an operation of the API or a part of the program
    private record Entry(Event event, String who, String address, String what) {}

    private final Consumer<String> lines;
    /// Equal events since the last line about them.
    private final Map<Entry, Integer> counts = new HashMap<>();

    SecurityLog(Consumer<String> lines) {
        this.lines = lines;
    }

    public static void account(Event event, UUID account, String address) {
        PROCESS.add(event, account == null ? NOBODY : "account:" + account, address, NOBODY);
    }

    public static void session(Event event, UUID session, String address) {
        PROCESS.add(event, "session:" + session, address, NOBODY);
    }

    public static void address(Event event, String address, String what) {
        PROCESS.add(event, NOBODY, address, what);
    }

    /// Does nothing for refusals that are no matter of security, such as a field that is missing.
    ///
    /// @param actor null for nobody known
    public static void refused(Refusal refusal, Actor actor, String address, String what) {
        switch (refusal.code()) {
            case FORBIDDEN -> PROCESS.add(Event.FORBIDDEN, who(actor), address, what);
            case RATE_LIMITED -> PROCESS.add(Event.RATE_LIMITED, who(actor), address, what);
            case NOT_FOUND -> {
                if (actor != null) PROCESS.add(Event.NOT_FOUND, who(actor), address, what);
            }
            case UNAUTHENTICATED,
                    CONFLICT,
                    CONVERSATION_CLOSED,
                    TOO_LARGE,
                    UNSUPPORTED_TYPE,
                    VALIDATION_FAILED,
                    UNAVAILABLE -> {}
        }
    }

    /// Writes what was counted and not written yet. Due once a minute, and at the end.
    public static void flush() {
        PROCESS.writeCounts();
    }

    synchronized void add(Event event, String who, String address, String what) {
        Entry entry = new Entry(event, who, address, what);
        if (!counts.containsKey(entry) && counts.size() >= MOST) entry = new Entry(event, "many", "many", "many");
        Integer before = counts.get(entry);
        counts.put(entry, before == null ? 0 : before + 1);
        if (before == null) write(entry, 1);
    }

    synchronized void writeCounts() {
        counts.forEach((entry, count) -> {
            if (count > 0) write(entry, count);
        });
        counts.values().removeIf(count -> count == 0);
        counts.replaceAll((_, _) -> 0);
    }

    private void write(Entry entry, int count) {
        lines.accept("event=" + entry.event.name().toLowerCase(Locale.ROOT) + " who=" + entry.who + " address="
                + entry.address + " what=" + entry.what + " count=" + count);
    }

    private static String who(Actor actor) {
        return switch (actor) {
            case null -> NOBODY;
            case Actor.Requester writer -> actor.type() + ":" + writer.id();
            case Actor.Staff staff -> actor.type() + ":" + staff.id();
            case Actor.Bot _, Actor.System _ -> actor.type();
        };
    }
}
