package chat.switchboard.http.routes;

import chat.switchboard.desk.FaqEntry;
import chat.switchboard.kernel.Actor;
import chat.switchboard.languagemodel.Assistant;
import chat.switchboard.languagemodel.Circuit;
import chat.switchboard.languagemodel.LanguageModel;
import chat.switchboard.languagemodel.SentRequest;
import chat.switchboard.languagemodel.Usage;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/// What staff sees of the language model.
final class LanguageModelView {
    private LanguageModelView() {}

    /// Where it is and what it costs is for admins.
    static void stateFields(JsonGenerator json, LanguageModel.State state, Actor.Staff staff) throws IOException {
        json.writeBooleanField("enabled", state.isOn());
        if (!(staff instanceof Actor.Admin)) return;
        json.writeStringField("model", state.model());
        json.writeStringField("endpoint", state.endpoint());
        json.writeStringField("circuit", name(state.circuit()));
        Instant until = state.circuit() instanceof Circuit.Open(Instant end, int _) ? end : null;
        json.writeStringField("restsUntil", until == null ? null : Json.time(until));
        usage(json, "usedToday", state.usedToday());
        usage(json, "mostADay", state.mostADay());
    }

    private static String name(Circuit circuit) {
        return switch (circuit) {
            case Circuit.Closed _ -> "closed";
            case Circuit.Open _ -> "open";
            case Circuit.HalfOpen _ -> "half_open";
        };
    }

    private static void usage(JsonGenerator json, String name, Usage usage) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("calls", usage.calls());
        json.writeNumberField("size", usage.size());
        json.writeEndObject();
    }

    static void draftFields(JsonGenerator json, Assistant.Draft draft) throws IOException {
        json.writeStringField("draft", draft.text());
        json.writeArrayFieldStart("entries");
        for (FaqEntry entry : draft.entries()) {
            json.writeStartObject();
            json.writeStringField("id", entry.revision().key());
            json.writeStringField("question", entry.question());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// @param whole with the texts
    static void request(JsonGenerator json, SentRequest request, boolean whole) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", request.id().toString());
        json.writeStringField("at", Json.time(request.at()));
        json.writeStringField("task", request.task().wireName());
        json.writeStringField(
                "conversationId",
                request.conversationId() == null
                        ? null
                        : request.conversationId().toString());
        json.writeObjectFieldStart("by");
        json.writeStringField("type", request.by().type());
        json.writeStringField(
                "id", request.by().id() == null ? null : request.by().id().toString());
        json.writeStringField("name", request.by().name());
        json.writeEndObject();
        json.writeStringField("endpoint", request.endpoint());
        json.writeStringField("model", request.model());
        json.writeStringField("result", request.result().wireName());
        number(json, "status", request.status());
        number(json, "promptSize", request.usage().prompt());
        number(json, "answerSize", request.usage().answer());
        number(json, "milliseconds", request.milliseconds());
        if (whole) texts(json, request);
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, SentRequest request) throws IOException {
        json.writeFieldName("sent");
        json.writeRawValue(request.sent());
        json.writeStringField("answer", request.answer());
    }

    private static void number(JsonGenerator json, String name, Integer value) throws IOException {
        if (value == null) json.writeNullField(name);
        else json.writeNumberField(name, value);
    }
}
