package chat.switchboard.desk;

import static chat.switchboard.desk.Draft.or;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// A word that staff sticks on conversations.
///
/// @param color `#rrggbb`
public record Label(Revision revision, String name, String color) implements Configured {
    public record Change(String name, String color, Integer expectedVersion) implements Draft<Label> {
        @Override
        public Label on(Label label) {
            return new Label(label.revision, or(name, label.name), or(color, label.color));
        }
    }

    @Override
    public Place place() {
        return new Place(0, name, revision.key());
    }

    @Override
    public void writeFields(JsonGenerator json) throws IOException {
        json.writeStringField("name", name);
        json.writeStringField("color", color);
    }
}
