package chat.switchboard.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/// An activity's details as the JSON that is stored.
final class ActivityDetails {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ActivityDetails() {}

    static String write(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException(fault);
        }
    }

    static Map<String, String> parse(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("An activity holds details nobody can read", fault);
        }
    }
}
