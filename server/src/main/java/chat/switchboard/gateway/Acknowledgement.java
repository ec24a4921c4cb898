package chat.switchboard.gateway;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.postgres.DatabaseUnavailable;
import chat.switchboard.texts.RefusalTexts;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What acknowledgements say: `{"ok":true, …}` or `{"ok":false,"error":{…}}`.
final class Acknowledgement {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgement.class);

    static final Refusal BUSY = Refusal.busy(1);

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

    /// A fault of the server is logged once, with an id that the answer carries.
    static Refusal refusalFor(Throwable thrown) {
        Throwable fault = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
        if (fault instanceof DatabaseUnavailable) return BUSY;
        UUID id = UUID.randomUUID();
        LOG.error("Fault {}", id, fault);
        return Refusal.retryLater(Code.UNAVAILABLE, "Something went wrong here (fault " + id + ").", 5);
    }
}
