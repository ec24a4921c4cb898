package chat.switchboard.desk;

import static chat.switchboard.desk.Draft.or;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// What a conversation can be about. Its slug is its key.
///
/// @param keywords by which a message is recognised to be about it
/// @param active whether new conversations can have it
public record Category(
        Revision revision, String nameEn, String nameUr, List<String> keywords, int displayOrder, boolean active)
        implements Configured {
    /// What conversations have of which nobody said more.
    static final String OTHER = "other";

    public record Change(
            String slug,
            String nameEn,
            String nameUr,
            List<String> keywords,
            Integer displayOrder,
            Boolean active,
            Integer expectedVersion)
            implements Draft<Category> {
        @Override
        public Category on(Category category) {
            return new Category(
                    slug == null ? category.revision : Revision.first(slug),
                    or(nameEn, category.nameEn),
                    or(nameUr, category.nameUr),
                    Draft.lines(keywords, category.keywords),
                    or(displayOrder, category.displayOrder),
                    or(active, category.active));
        }
    }

    public String slug() {
        return revision.key();
    }

    @Override
    public String name() {
        return nameEn;
    }

    @Override
    public Place place() {
        return new Place(displayOrder, slug(), slug());
    }

    @Override
    public void writeFields(JsonGenerator json) throws IOException {
        writePublicFields(json);
        Configured.texts(json, "keywords", keywords);
        json.writeNumberField("displayOrder", displayOrder);
        json.writeBooleanField("active", active);
    }

    /// As anybody sees it.
    public void writePublic(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", slug());
        writePublicFields(json);
        json.writeEndObject();
    }

    private void writePublicFields(JsonGenerator json) throws IOException {
        json.writeStringField("slug", slug());
        json.writeStringField("nameEn", nameEn);
        json.writeStringField("nameUr", nameUr);
    }
}
