package chat.switchboard.configuration;

import chat.switchboard.settings.SettingValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Values of settings as JSON: as they are stored, sent and audited.
public final class SettingJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SettingJson() {}

    /// @param json null is the value of a setting that has none
    public static SettingValue read(JsonNode json) {
        if (json == null || json.isNull()) return new SettingValue.None();
        if (json.isBoolean()) return new SettingValue.Flag(json.booleanValue());
        if (json.canConvertToLong() && json.isIntegralNumber()) return new SettingValue.Number(json.longValue());
        if (!json.isArray()) return new SettingValue.Text(json.asText());
        List<String> texts = new ArrayList<>();
        json.forEach(element -> texts.add(element.asText()));
        return new SettingValue.Texts(List.copyOf(texts));
    }

    public static void write(JsonGenerator json, SettingValue value) throws IOException {
        switch (value) {
            case SettingValue.None _ -> json.writeNull();
            case SettingValue.Number(long number) -> json.writeNumber(number);
            case SettingValue.Flag(boolean flag) -> json.writeBoolean(flag);
            case SettingValue.Text(String text) -> json.writeString(text);
            case SettingValue.Texts(List<String> texts) -> {
                json.writeStartArray();
                for (String text : texts) json.writeString(text);
                json.writeEndArray();
            }
        }
    }

    static SettingValue parse(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored settings are JSON", e);
        }
    }

    static String text(SettingValue value) {
        return node(value).toString();
    }

    /// One object of them by key.
    static String text(Map<String, SettingValue> values) {
        var object = JsonNodeFactory.instance.objectNode();
        values.forEach((key, value) -> object.set(key, node(value)));
        return object.toString();
    }

    private static JsonNode node(SettingValue value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (value) {
            case SettingValue.None _ -> make.nullNode();
            case SettingValue.Number(long number) -> make.numberNode(number);
            case SettingValue.Flag(boolean flag) -> make.booleanNode(flag);
            case SettingValue.Text(String text) -> make.textNode(text);
            case SettingValue.Texts(List<String> texts) -> {
                var array = make.arrayNode();
                texts.forEach(array::add);
                yield array;
            }
        };
    }
}
