package chat.switchboard.desk;

import static chat.switchboard.desk.Draft.or;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.UUID;

/// A text that staff has at hand: one's own, a department's, or everybody's.
///
/// @param content with variables ([Variables])
/// @param ownerId whose own it is, or null
/// @param departmentId whose it is, or null
/// @param usageCount how often it was rendered
public record CannedReply(
        Revision revision,
        String shortcut,
        String title,
        String content,
        UUID ownerId,
        UUID departmentId,
        int usageCount)
        implements Configured {
    public record Change(
            String shortcut,
            String title,
            String content,
            JsonNode ownerId,
            JsonNode departmentId,
            Integer expectedVersion)
            implements Draft<CannedReply> {
        @Override
        public CannedReply on(CannedReply reply) {
            return new CannedReply(
                    reply.revision,
                    or(shortcut, reply.shortcut),
                    or(title, reply.title),
                    or(content, reply.content),
                    id(ownerId, reply.ownerId),
                    id(departmentId, reply.departmentId),
                    reply.usageCount);
        }

        private static UUID id(JsonNode given, UUID present) {
            if (given == null) return present;
            return given.isNull() ? null : UUID.fromString(given.textValue());
        }
    }

    @Override
    public String name() {
        return shortcut;
    }

    @Override
    public boolean isPrivate() {
        return ownerId != null;
    }

    @Override
    public Place place() {
        return new Place(0, shortcut, revision.key());
    }

    @Override
    public void writeFields(JsonGenerator json) throws IOException {
        json.writeStringField("shortcut", shortcut);
        json.writeStringField("title", title);
        json.writeStringField("content", content);
        json.writeStringField("ownerId", ownerId == null ? null : ownerId.toString());
        json.writeStringField("departmentId", departmentId == null ? null : departmentId.toString());
        json.writeNumberField("usageCount", usageCount);
    }
}
