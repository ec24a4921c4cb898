package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.texts.OwnTexts;
import chat.switchboard.texts.TextTemplate;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What the system says to customers.
final class TextTemplateRoutes {
    private final OwnTexts texts;

    private record Change(String text, Integer expectedVersion) {}

    TextTemplateRoutes(OwnTexts texts) {
        this.texts = texts;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listTextTemplates", direct(request -> request.staff().then(staff -> page(request, staff))),
                "setTextTemplate", direct(this::set),
                "resetTextTemplate",
                        direct(request -> request.staff()
                                .then(staff -> texts.reset(staff, request.origin(), request.key()))
                                .map(_ -> ApiResponse.nothing())));
    }

    /// There are few: they are all read, and the cursor is the last id.
    private Outcome<ApiResponse> page(ApiRequest request, Actor.Staff staff) {
        String after = request.text("cursor");
        int limit = request.number("limit");
        List<TextTemplate> all = texts.list(staff);
        if (after != null && all.stream().noneMatch(text -> text.id().equals(after)))
            return Outcome.refused(Refusal.invalid("cursor", Refusal.Reason.NOT_A_CURSOR));
        List<TextTemplate> rest = all.stream()
                .filter(text -> after == null || text.id().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        List<TextTemplate> page = rest.subList(0, Math.min(limit, rest.size()));
        String next = rest.size() > limit ? page.getLast().id() : null;
        return Outcome.done(Page.of(page, TextTemplateRoutes::write, next));
    }

    private Outcome<ApiResponse> set(ApiRequest request) {
        var change = request.body(Change.class);
        return request.staff()
                .then(staff ->
                        texts.set(staff, request.origin(), request.key(), change.text(), change.expectedVersion()))
                .map(text -> ApiResponse.ok(json -> write(json, text)));
    }

    private static void write(JsonGenerator json, TextTemplate text) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", text.id());
        json.writeStringField("key", text.key());
        json.writeStringField("language", text.language());
        json.writeStringField("shipped", text.shipped());
        json.writeStringField("text", text.text());
        json.writeArrayFieldStart("parameters");
        for (String parameter : text.parameters()) json.writeString(parameter);
        json.writeEndArray();
        json.writeStringField("updatedAt", text.updatedAt() == null ? null : Json.time(text.updatedAt()));
        json.writeNumberField("version", text.version());
        json.writeEndObject();
    }
}
