package chat.switchboard.desk;

import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// An object that is configured: a department, a label, a frequent question …
public interface Configured {
    Revision revision();

    /// What people call it, also after it was deleted.
    String name();

    /// Whether only its owner may read it: then the audit log, which all admins read, holds neither its name nor its
    /// texts.
    default boolean isPrivate() {
        return false;
    }

    /// Where it stands in its list.
    Place place();

    /// Its own fields, as everybody sees them who may see all of it.
    void writeFields(JsonGenerator json) throws IOException;

    /// The whole object as JSON.
    default void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeParts(json);
        json.writeEndObject();
    }

    /// Everything between the braces.
    default void writeParts(JsonGenerator json) throws IOException {
        json.writeStringField("id", revision().key());
        writeFields(json);
        json.writeStringField("createdAt", Json.time(revision().createdAt()));
        json.writeStringField("updatedAt", Json.time(revision().updatedAt()));
        json.writeNumberField("version", revision().version());
    }

    static void texts(JsonGenerator json, String name, List<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object value : values) json.writeString(value.toString());
        json.writeEndArray();
    }
}
