package chat.switchboard.ledger;

import chat.switchboard.conversation.Activity.Details;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// An activity's details as JSON, the same in the table and on the wire. Parts that do not apply are left out.
///
/// What another version stored in other terms is read as short texts by name: nothing that was stored fails to load.
public final class ActivityDetails {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.NON_NULL))
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .build();

    private static final Map<String, Class<? extends Details>> TYPES = Map.ofEntries(
            Map.entry("conversation.assigned", Details.Assigned.class),
            Map.entry("conversation.taken_over", Details.TakenOver.class),
            Map.entry("conversation.routed", Details.Routed.class),
            Map.entry("conversation.requeued", Details.Requeued.class),
            Map.entry("conversation.escalated", Details.Escalated.class),
            Map.entry("conversation.edited", Details.Edited.class),
            Map.entry("conversation.handoff", Details.HandedOff.class),
            Map.entry("bot.decided", Details.BotDecided.class),
            Map.entry("conversation.reopened", Details.Reopened.class),
            Map.entry("conversation.summarised", Details.Summarised.class),
            Map.entry("reply.due", Details.ReplyDue.class),
            Map.entry("reply.acknowledged", Details.ReplyAcknowledged.class));

    private ActivityDetails() {}

    public static String write(Details details) {
        try {
            return JSON.writeValueAsString(details instanceof Details.Other other ? other.facts() : details);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException(fault);
        }
    }

    public static Details read(String type, String json) {
        Class<? extends Details> known = TYPES.get(type);
        if (known == null) return new Details.Other(type, facts(json));
        try {
            return JSON.readValue(json, known);
        } catch (JsonProcessingException _) {
            return new Details.Other(type, facts(json));
        }
    }

    static ObjectNode tree(Details details) {
        return JSON.valueToTree(details);
    }

    /// Why something was escalated, of an object that may hold more.
    static Details.Escalated escalated(JsonNode data) {
        String reason = data.path("reason").textValue();
        JsonNode messages = data.path("messages");
        return messages.isInt() ? Details.Escalated.unanswered(messages.intValue()) : Details.Escalated.byHand(reason);
    }

    private static Map<String, String> facts(String json) {
        Map<String, String> facts = new TreeMap<>();
        try {
            JsonNode stored = JSON.readTree(json);
            stored.properties()
                    .forEach(fact -> facts.put(
                            fact.getKey(),
                            fact.getValue().isTextual()
                                    ? fact.getValue().textValue()
                                    : fact.getValue().toString()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The column holds only JSON", impossible);
        }
        return facts;
    }
}
