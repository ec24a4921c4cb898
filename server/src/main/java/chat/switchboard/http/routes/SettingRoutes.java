package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.configuration.DeskSettings;
import chat.switchboard.configuration.SettingJson;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.settings.LiveSetting;
import chat.switchboard.settings.SettingValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What admins change while the desk runs.
final class SettingRoutes {
    private final DeskSettings<?> settings;

    private record Changes(Map<String, JsonNode> values, Long expectedVersion) {
        DeskSettings.Changes asChanges() {
            Map<String, SettingValue> read = new HashMap<>();
            values.forEach((key, value) -> read.put(key, SettingJson.read(value)));
            return new DeskSettings.Changes(read, expectedVersion);
        }
    }

    SettingRoutes(DeskSettings<?> settings) {
        this.settings = settings;
    }

    Map<String, Route> byOperation() {
        return Map.of("listSettings", direct(this::list), "editSettings", direct(this::edit));
    }

    private Outcome<ApiResponse> list(ApiRequest request) {
        return request.staff().then(settings::list).map(SettingRoutes::answer);
    }

    private Outcome<ApiResponse> edit(ApiRequest request) {
        return request.staff()
                .then(staff -> settings.change(
                        staff, request.origin(), request.body(Changes.class).asChanges()))
                .map(SettingRoutes::answer);
    }

    private static ApiResponse answer(DeskSettings.Listing listing) {
        return ApiResponse.object(json -> {
            json.writeNumberField("version", listing.version());
            json.writeArrayFieldStart("items");
            for (DeskSettings.Item item : listing.items()) write(json, item);
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, DeskSettings.Item item) throws IOException {
        LiveSetting setting = item.setting();
        json.writeStartObject();
        json.writeStringField("key", setting.key());
        json.writeStringField("section", setting.section());
        json.writeStringField("type", setting.kind().wireName());
        json.writeFieldName("value");
        SettingJson.write(json, item.value());
        json.writeFieldName("default");
        SettingJson.write(json, setting.fallback());
        json.writeStringField("unit", setting.unit());
        write(json, "least", setting.least());
        write(json, "most", setting.most());
        write(json, setting.options());
        json.writeStringField("source", item.origin().name().toLowerCase(Locale.ROOT));
        json.writeStringField("variable", setting.variable());
        json.writeStringField("description", setting.description());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Long bound) throws IOException {
        if (bound == null) json.writeNullField(name);
        else json.writeNumberField(name, bound);
    }

    private static void write(JsonGenerator json, List<String> options) throws IOException {
        if (options.isEmpty()) {
            json.writeNullField("options");
            return;
        }
        json.writeArrayFieldStart("options");
        for (String option : options) json.writeString(option);
        json.writeEndArray();
    }
}
