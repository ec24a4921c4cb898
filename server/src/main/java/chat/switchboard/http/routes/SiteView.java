package chat.switchboard.http.routes;

import chat.switchboard.site.Site;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Sites as the contract has them, field by field: for admins, and for the widget.
final class SiteView {
    private SiteView() {}

    static void write(JsonGenerator json, Site site) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", site.id().toString());
        json.writeStringField("key", site.key());
        json.writeStringField("name", site.name());
        texts(json, "allowedOrigins", site.allowedOrigins());
        json.writeStringField("logo", site.logo());
        look(json, site);
        json.writeBooleanField("typingPreview", site.typingPreview());
        json.writeBooleanField("active", site.active());
        json.writeFieldName("lastSeen");
        if (site.lastSeen() == null) json.writeNull();
        else {
            json.writeStartObject();
            json.writeStringField("at", Json.time(site.lastSeen().at()));
            json.writeStringField("pageUrl", site.lastSeen().pageUrl());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("identitySecret");
        json.writeBooleanField("set", site.secretRotatedAt() != null);
        time(json, "rotatedAt", site.secretRotatedAt());
        json.writeEndObject();
        time(json, "createdAt", site.createdAt());
        time(json, "updatedAt", site.updatedAt());
        json.writeNumberField("version", site.version());
        json.writeEndObject();
    }

    /// What there is to say to widgets beside the site.
    ///
    /// @param previews whether the widget may send what its visitor is about to say
    /// @param available whether somebody, or the bot, is there now
    /// @param texts the desk's own in a language, by key
    record ForWidget(boolean previews, boolean available, Function<String, Map<String, String>> texts) {}

    /// What anybody may know.
    static void writeForWidget(JsonGenerator json, Site site, ForWidget view) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", site.key());
        json.writeStringField("logo", site.logoUrl());
        look(json, site);
        json.writeBooleanField("typingPreview", view.previews);
        json.writeBooleanField("available", view.available);
        json.writeObjectFieldStart("texts");
        for (String language : site.languages()) {
            json.writeObjectFieldStart(language);
            for (Map.Entry<String, String> text : view.texts.apply(language).entrySet())
                json.writeStringField(text.getKey(), text.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void look(JsonGenerator json, Site site) throws IOException {
        json.writeStringField("color", site.color());
        json.writeStringField("position", site.position().wireName());
        texts(json, "languages", site.languages());
        json.writeObjectFieldStart("greeting");
        json.writeStringField("en", site.greeting().en());
        json.writeStringField("ur", site.greeting().ur());
        json.writeEndObject();
        json.writeObjectFieldStart("fields");
        json.writeStringField("name", site.fields().name().wireName());
        json.writeStringField("email", site.fields().email().wireName());
        json.writeStringField("phone", site.fields().phone().wireName());
        json.writeStringField("category", site.fields().category().wireName());
        json.writeEndObject();
        json.writeBooleanField("preChat", site.preChat());
        json.writeStringField("outOfHours", site.outOfHours().wireName());
        json.writeBooleanField("bot", site.bot());
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) json.writeString(text);
        json.writeEndArray();
    }

    private static void time(JsonGenerator json, String name, Instant time) throws IOException {
        json.writeStringField(name, time == null ? null : Json.time(time));
    }
}
