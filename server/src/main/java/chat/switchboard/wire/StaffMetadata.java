package chat.switchboard.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What the metadata of a conversation holds for staff only.
final class StaffMetadata {
    private static final List<String> NAMES = List.of("sentiment", "detectedIntent");
    private static final ObjectMapper JSON = new ObjectMapper();

    private StaffMetadata() {}

    /// As customers see it.
    static String without(String metadata) {
        if (NAMES.stream().noneMatch(metadata::contains)) return metadata;
        try {
            return ((ObjectNode) JSON.readTree(metadata)).remove(NAMES).toString();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Metadata is a JSON object", impossible);
        }
    }
}
