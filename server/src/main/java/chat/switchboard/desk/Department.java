package chat.switchboard.desk;

import static chat.switchboard.desk.Draft.or;

import chat.switchboard.escalation.BusinessHours;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Text;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Some of the staff, and the conversations that wait for them.
///
/// @param routing `automatic` or `manual`
/// @param businessHours a JSON object as text, or null for always
/// @param memberIds in their order
/// @param offlineText what customers read while it is closed, or null
public record Department(
        Revision revision,
        String name,
        String routing,
        String businessHours,
        List<UUID> memberIds,
        OfflineText offlineText)
        implements Configured {
    /// @param en null where only the other was written, like `ur`
    public record OfflineText(String en, String ur) {
        /// Null where both are blank.
        private static OfflineText of(JsonNode given) {
            String en = Text.orNull(given.path("en").textValue());
            String ur = Text.orNull(given.path("ur").textValue());
            return en == null && ur == null ? null : new OfflineText(en, ur);
        }
    }

    public record Change(
            String name,
            String routing,
            JsonNode businessHours,
            List<UUID> memberIds,
            JsonNode offlineText,
            Integer expectedVersion)
            implements Draft<Department> {
        @Override
        public Department on(Department department) {
            return new Department(
                    department.revision,
                    or(name, department.name),
                    or(routing, department.routing),
                    businessHours == null ? department.businessHours : hours(),
                    memberIds == null
                            ? department.memberIds
                            : memberIds.stream().distinct().sorted().toList(),
                    offlineText == null ? department.offlineText : OfflineText.of(offlineText));
        }

        /// In its one form where they can be read; otherwise as they are, to be refused.
        private String hours() {
            if (businessHours.isNull()) return null;
            String given = businessHours.toString();
            return BusinessHours.given(given) instanceof Outcome.Done<BusinessHours>(BusinessHours hours)
                    ? hours.json()
                    : given;
        }
    }

    /// Whether it is within its hours. Hours from before that nobody can read count as always.
    public boolean isOpen(Instant now) {
        return businessHours == null
                || !(BusinessHours.parse(businessHours) instanceof Outcome.Done<BusinessHours>(BusinessHours hours))
                || hours.isOpen(now);
    }

    @Override
    public Place place() {
        return new Place(0, name, revision.key());
    }

    @Override
    public void writeFields(JsonGenerator json) throws IOException {
        json.writeStringField("name", name);
        json.writeStringField("routing", routing);
        json.writeFieldName("businessHours");
        json.writeRawValue(businessHours == null ? "null" : businessHours);
        Configured.texts(json, "memberIds", memberIds);
        if (offlineText == null) json.writeNullField("offlineText");
        else {
            json.writeObjectFieldStart("offlineText");
            json.writeStringField("en", offlineText.en);
            json.writeStringField("ur", offlineText.ur);
            json.writeEndObject();
        }
    }
}
