package chat.switchboard.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A site as the audit log keeps it: of the logo only that there is one and how long it is.
final class SiteJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SiteJson() {}

    /// The site that a customer's attributes name; empty where they name none.
    static Optional<String> key(String attributes) {
        try {
            return Optional.ofNullable(JSON.readTree(attributes).path("siteKey").textValue());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Attributes are a JSON object", impossible);
        }
    }

    static String of(Site site) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", site.key()).put("name", site.name());
        var origins = json.putArray("allowedOrigins");
        site.allowedOrigins().forEach(origins::add);
        json.put("color", site.color());
        if (site.logo() == null) json.putNull("logo");
        else
            json.putObject("logo")
                    .put("contentType", Logo.contentType(site.logo()))
                    .put("base64Length", site.logo().length());
        json.put("position", site.position().wireName());
        var languages = json.putArray("languages");
        site.languages().forEach(languages::add);
        json.putObject("greeting")
                .put("en", site.greeting().en())
                .put("ur", site.greeting().ur());
        json.putObject("fields")
                .put("name", site.fields().name().wireName())
                .put("email", site.fields().email().wireName())
                .put("phone", site.fields().phone().wireName())
                .put("category", site.fields().category().wireName());
        json.put("preChat", site.preChat())
                .put("outOfHours", site.outOfHours().wireName())
                .put("typingPreview", site.typingPreview())
                .put("bot", site.bot())
                .put("active", site.active());
        return json.toString();
    }
}
