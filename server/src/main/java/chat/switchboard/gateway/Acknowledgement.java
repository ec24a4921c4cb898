package chat.switchboard.gateway;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.texts.RefusalTexts;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import java.nio.charset.StandardCharsets;

/// What acknowledgements say: `{"ok":true, …}` or `{"ok":false,"error":{…}}`.
final class Acknowledgement {
    private static final byte[] OK = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);

    private Acknowledgement() {}

    static byte[] ok() {
        return OK;
    }

    static byte[] ok(Json.Part parts) {
        return Json.object(json -> {
            json.writeBooleanField("ok", true);
            parts.writeTo(json);
        });
    }

    static byte[] refused(Refusal refusal) {
        return Json.object(json -> {
            json.writeBooleanField("ok", false);
            json.writeObjectFieldStart("error");
            json.writeStringField("code", refusal.code().wireName());
            json.writeStringField("message", RefusalTexts.english(refusal));
            Views.becauseFields(json, refusal.because());
            if (refusal.field() != null) json.writeStringField("field", refusal.field());
            if (refusal.retryAfterSeconds() != null) json.writeNumberField("retryAfter", refusal.retryAfterSeconds());
            if (refusal.current() != null) Views.currentField(json, refusal.current());
            json.writeEndObject();
        });
    }
}
