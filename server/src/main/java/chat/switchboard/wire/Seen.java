package chat.switchboard.wire;

import chat.switchboard.conversation.Expected.Known;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/// The `expected…` fields of a request that fits the contract. One that is absent is null here; one that says null is
/// known to be nothing.
final class Seen {
    private Seen() {}

    static Known<UUID> id(JsonNode given) {
        if (given == null) return null;
        return new Known<>(given.isNull() ? null : UUID.fromString(given.textValue()));
    }

    static Known<String> text(JsonNode given) {
        return given == null ? null : new Known<>(given.textValue());
    }
}
