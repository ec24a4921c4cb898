package chat.switchboard.http.api;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.socketio.LoneSurrogates;
import chat.switchboard.wire.Received;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/// Request bodies: parsed once, every text in them cleaned.
public final class Body {
    /// The longest message as JSON may write it, which is as escapes of 12 bytes, and room for what is around it.
    public static final int MOST_BYTES = 128 * 1024;

    private static final int MOST_DEPTH = 64;
    private static final int MOST_TOKENS = 5_000;
    private static final int MOST_IN_NUMBER = 100;

    private static final Buffer NONE = Buffer.buffer();
    private static final Refusal TOO_INTRICATE = Refusal.invalid(
            "body",
            String.format(
                    Locale.ROOT,
                    "A request may have at most %,d names and values, %d levels, and %d digits in a number.",
                    MOST_TOKENS,
                    MOST_DEPTH,
                    MOST_IN_NUMBER));
    private static final Refusal NOT_JSON = Refusal.of(Refusal.Code.VALIDATION_FAILED, "The body is not JSON.");
    private static final Refusal NOT_JSON_TYPE =
            Refusal.of(Refusal.Code.UNSUPPORTED_TYPE, "Send the body as Content-Type: application/json.");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .maxTokenCount(MOST_TOKENS)
                            .maxNumberLength(MOST_IN_NUMBER)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Body() {}

    /// Calls `next` when the body is here, at once where none was announced; never when the client hangs up. How large
    /// and how slow it may be is the [ConnectionGuard]'s concern. Call in the turn of the event loop that brought
    /// the request.
    public static void read(HttpServerRequest request, Consumer<Buffer> next) {
        if (!isAnnounced(request)) {
            next.accept(NONE);
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(body::appendBuffer).endHandler(_ -> next.accept(body));
        // The client is gone: there is nobody to answer, and nothing of ours broke.
        request.exceptionHandler(_ -> {});
    }

    private static boolean isAnnounced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    /// The parsed body, or null where there is none.
    static Outcome<JsonNode> parse(Buffer body, String contentType) {
        if (body.length() == 0) return Outcome.done(null);
        if (!isJson(contentType)) return Outcome.refused(NOT_JSON_TYPE);
        byte[] utf8 = body.getBytes();
        LoneSurrogates.replace(utf8, 0, utf8.length);
        try {
            return Received.clean(JSON.readTree(utf8));
        } catch (StreamConstraintsException _) {
            return Outcome.refused(TOO_INTRICATE);
        } catch (JsonProcessingException _) {
            return Outcome.refused(NOT_JSON);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private static boolean isJson(String contentType) {
        if (contentType == null) return false;
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
