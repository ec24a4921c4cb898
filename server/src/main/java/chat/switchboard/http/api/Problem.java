package chat.switchboard.http.api;

import chat.switchboard.contract.FieldError;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.texts.RefusalTexts;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// An answer that is not what was asked for: RFC 9457, with the contract's `code`.
///
/// @param instance the id of a logged fault, or null
/// @param refusal what it is about, where it is one: its reason, and of a conflict what stands
public record Problem(
        int status,
        String code,
        String detail,
        List<FieldError> errors,
        Integer retryAfter,
        String instance,
        Refusal refusal) {
    public static final String CONTENT_TYPE = "application/problem+json";

    public static Problem of(Refusal refusal) {
        return of(refusal, null);
    }

    private static Problem of(Refusal refusal, String language) {
        String detail = RefusalTexts.of(refusal, language);
        List<FieldError> errors =
                refusal.field() == null ? List.of() : List.of(new FieldError(refusal.field(), detail));
        return new Problem(
                refusal.code().status(),
                refusal.code().wireName(),
                detail,
                errors,
                refusal.retryAfterSeconds(),
                null,
                refusal);
    }

    /// Said in the reader's language, where there is a text in it.
    Problem in(String language) {
        if (language == null) return this;
        if (refusal != null)
            return refusal.because() == null ? this : of(refusal, language).withStatus(status);
        return errors.isEmpty()
                ? this
                : invalid(errors.stream().map(error -> error.in(language)).toList())
                        .withStatus(status);
    }

    public static Problem of(Refusal.Code code, String detail) {
        return of(Refusal.of(code, detail));
    }

    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().message()
                : "Not valid: " + errors.stream().map(FieldError::field).collect(Collectors.joining(", ")) + ".";
        return new Problem(
                Refusal.Code.VALIDATION_FAILED.status(),
                Refusal.Code.VALIDATION_FAILED.wireName(),
                detail,
                errors,
                null,
                null,
                null);
    }

    /// Ours to repair; the id leads from the answer to the log.
    public static Problem fault(UUID id) {
        return new Problem(
                500,
                "fault",
                "Something broke on our side. Please tell the operator this id: " + id,
                List.of(),
                null,
                "urn:uuid:" + id,
                null);
    }

    public Problem withStatus(int other) {
        return new Problem(other, code, detail, errors, retryAfter, instance, refusal);
    }

    public byte[] json() {
        return Json.object(this::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStringField("type", "about:blank");
        json.writeStringField("title", title());
        json.writeNumberField("status", status);
        json.writeStringField("code", code);
        json.writeStringField("detail", detail);
        if (instance != null) json.writeStringField("instance", instance);
        if (refusal != null) {
            Views.becauseFields(json, refusal.because());
            if (refusal.current() != null) Views.currentField(json, refusal.current());
        }
        if (errors.isEmpty()) return;
        json.writeArrayFieldStart("errors");
        for (FieldError error : errors) {
            json.writeStartObject();
            json.writeStringField("field", error.field());
            json.writeStringField("message", error.message());
            Views.becauseFields(json, error.because());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// RFC 9110's words, where Netty still has older ones.
    private String title() {
        return switch (status) {
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }
}
