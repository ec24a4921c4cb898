package chat.switchboard.desk;

import static chat.switchboard.desk.Draft.or;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// What is answered on the desk's behalf to messages of a category.
///
/// @param category a slug
/// @param keywords by which a message is recognised
public record ReplyTemplate(
        Revision revision, String category, List<String> keywords, String replyEn, String replyUr, boolean active)
        implements Configured {
    public record Change(
            String category,
            List<String> keywords,
            String replyEn,
            String replyUr,
            Boolean active,
            Integer expectedVersion)
            implements Draft<ReplyTemplate> {
        @Override
        public ReplyTemplate on(ReplyTemplate template) {
            return new ReplyTemplate(
                    template.revision,
                    or(category, template.category),
                    Draft.lines(keywords, template.keywords),
                    or(replyEn, template.replyEn),
                    or(replyUr, template.replyUr),
                    or(active, template.active));
        }
    }

    @Override
    public String name() {
        return category;
    }

    @Override
    public Place place() {
        return new Place(0, category, revision.key());
    }

    @Override
    public void writeFields(JsonGenerator json) throws IOException {
        json.writeStringField("category", category);
        Configured.texts(json, "keywords", keywords);
        json.writeStringField("replyEn", replyEn);
        json.writeStringField("replyUr", replyUr);
        json.writeBooleanField("active", active);
    }
}
