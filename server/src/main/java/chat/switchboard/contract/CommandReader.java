package chat.switchboard.contract;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.wire.Received;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/// Reads the one argument of a socket's command: cleans it, holds it against the contract, and makes a
/// request of it where the contract lets the sender send this. Binary parts, which no command takes, are
/// refused.
public final class CommandReader {
    private static final String PAYLOAD = "payload";

    private final Contract contract;

    public CommandReader(Contract contract) {
        this.contract = contract;
    }

    /// The request, or why there is none: the first thing that is wrong, with the field's name.
    ///
    /// @param command one of the contract
    /// @param type the record that has the fields of the command's schema
    public <T> Outcome<T> read(Actor sender, String command, ArrayNode args, Class<T> type) {
        String binary = binaryIn(args);
        if (binary != null) return Outcome.refused(Refusal.invalid(binary, "No binary parts here."));
        JsonNode payload = args.isEmpty() ? JsonNodeFactory.instance.objectNode() : args.get(0);
        if (!payload.isObject()) return Outcome.refused(Refusal.invalid(PAYLOAD, "Send one JSON object."));
        return Received.clean(payload)
                .then(clean -> fitting(command, clean))
                .then(fitting -> allowed(sender, command, fitting))
                .map(fitting -> Received.as(type, fitting));
    }

    private Outcome<JsonNode> fitting(String command, JsonNode payload) {
        FieldError error = contract.command(command).firstError(payload);
        if (error == null) return Outcome.done(payload);
        String field = error.field().isEmpty() ? PAYLOAD : error.field();
        return Outcome.refused(Refusal.invalid(field, error.because()));
    }

    private Outcome<JsonNode> allowed(Actor sender, String command, JsonNode payload) {
        Refusal.Reason reason = contract.refuses(command, sender);
        return reason == null ? Outcome.done(payload) : Outcome.refused(Refusal.of(Refusal.Code.FORBIDDEN, reason));
    }

    /// The field with binary parts in it, at any depth, or null. How deep it can be is limited before it comes here.
    private static String binaryIn(ArrayNode args) {
        for (JsonNode argument : args) {
            for (Map.Entry<String, JsonNode> field : argument.properties())
                if (hasBinary(field.getValue())) return field.getKey();
            if (hasBinary(argument)) return PAYLOAD;
        }
        return null;
    }

    private static boolean hasBinary(JsonNode node) {
        if (node.isBinary()) return true;
        for (JsonNode child : node) if (hasBinary(child)) return true;
        return false;
    }
}
