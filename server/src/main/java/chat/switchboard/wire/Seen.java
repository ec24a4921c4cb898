package chat.switchboard.wire;

import chat.switchboard.conversation.Expected.Known;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/// The `expected…` fields of a request. One that is absent is null here; one that says null is known to be nothing.
public final class Seen {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Seen() {}

    public static Outcome<Known<UUID>> id(String field, JsonNode given) {
        if (given == null) return Outcome.done(null);
        if (given.isNull()) return Outcome.done(new Known<>(null));
        if (given.isTextual() && ID.matcher(given.textValue()).matches())
            return Outcome.done(new Known<>(UUID.fromString(given.textValue())));
        return Outcome.refused(Refusal.invalid(field, "An id or null."));
    }

    public static Known<String> text(JsonNode given) {
        return given == null ? null : new Known<>(given.textValue());
    }

    public static Outcome<Status> status(String given) {
        if (given == null) return Outcome.done(null);
        return Arrays.stream(Status.values())
                .filter(status -> status.wireName().equals(given))
                .findAny()
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        Refusal.invalid("expectedStatus", "One of automated, waiting, active, resolved and closed.")));
    }
}
