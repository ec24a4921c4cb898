package chat.switchboard.desk;

import static chat.switchboard.desk.Draft.or;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// A frequent question with its answer, in one language.
///
/// @param slug the same in every language
/// @param language an IETF tag
/// @param phrasings other ways to ask it
/// @param active whether customers see it
public record FaqEntry(
        Revision revision,
        String slug,
        String language,
        String question,
        List<String> phrasings,
        String answer,
        int displayOrder,
        boolean active)
        implements Configured {
    public record Change(
            String slug,
            String language,
            String question,
            List<String> phrasings,
            String answer,
            Integer displayOrder,
            Boolean active,
            Integer expectedVersion)
            implements Draft<FaqEntry> {
        @Override
        public FaqEntry on(FaqEntry entry) {
            return new FaqEntry(
                    entry.revision,
                    or(slug, entry.slug),
                    language == null ? entry.language : oneForm(language),
                    or(question, entry.question),
                    Draft.lines(phrasings, entry.phrasings),
                    or(answer, entry.answer),
                    or(displayOrder, entry.displayOrder),
                    or(active, entry.active));
        }
    }

    /// `UR-pk` is `ur-PK` (RFC 5646, section 2.1.1).
    static String oneForm(String language) {
        String tag = Locale.forLanguageTag(language).toLanguageTag();
        return tag.equals("und") ? language.toLowerCase(Locale.ROOT) : tag;
    }

    @Override
    public String name() {
        return slug + " (" + language + ")";
    }

    @Override
    public Place place() {
        return new Place(displayOrder, slug, revision.key());
    }

    @Override
    public void writeFields(JsonGenerator json) throws IOException {
        writePublicFields(json);
        Configured.texts(json, "phrasings", phrasings);
        json.writeBooleanField("active", active);
    }

    /// As anybody sees it.
    public void writePublic(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", revision.key());
        writePublicFields(json);
        json.writeEndObject();
    }

    private void writePublicFields(JsonGenerator json) throws IOException {
        json.writeStringField("slug", slug);
        json.writeStringField("language", language);
        json.writeStringField("question", question);
        json.writeStringField("answer", answer);
        json.writeNumberField("displayOrder", displayOrder);
    }
}
