package chat.switchboard.wire;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.OpenConversation;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A JSON object whose fields the contract leaves to whoever sends it. It is measured while it becomes text, so nothing
/// larger than the limit is ever built of it; and what comes out is not much longer when PostgreSQL writes it. Its
/// text was cleaned by [Received].
public final class OpenObject {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_DEPTH = 16;
    /// Beyond these PostgreSQL writes hundreds of zeros, and clients in JavaScript round.
    private static final double LARGEST = 1e18;

    private static final double SMALLEST = 1e-18;

    private OpenObject() {}

    /// The object as JSON; refuses, by `field`, what is too long, too deep, or no JSON.
    public static Outcome<String> text(String field, JsonNode object) {
        var written = new Limited();
        try (JsonGenerator json = FACTORY.createGenerator(written)) {
            write(json, object, 1);
        } catch (Unfit unfit) {
            return Outcome.refused(Refusal.invalid(field, unfit.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Outcome.done(written.text());
    }

    private static void write(JsonGenerator json, JsonNode node, int depth) throws IOException {
        if (depth > MOST_DEPTH) throw new Unfit("At most " + MOST_DEPTH + " objects and lists inside one another.");
        switch (node.getNodeType()) {
            case OBJECT -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonNode> entry : node.properties()) {
                    json.writeFieldName(entry.getKey());
                    write(json, entry.getValue(), depth + 1);
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (JsonNode element : node) write(json, element, depth + 1);
                json.writeEndArray();
            }
            case STRING -> json.writeString(node.textValue());
            case NUMBER -> number(json, node);
            case BOOLEAN -> json.writeBoolean(node.booleanValue());
            case NULL -> json.writeNull();
            case BINARY -> throw new Unfit("No binary parts here.");
            case MISSING, POJO -> throw new Unfit("This is no JSON.");
        }
    }

    private static void number(JsonGenerator json, JsonNode node) throws IOException {
        if (node.canConvertToLong() && node.isIntegralNumber()) {
            json.writeNumber(node.longValue());
            return;
        }
        double value = node.doubleValue();
        double size = Math.abs(value);
        boolean fits = node.isFloatingPointNumber() && (size == 0 || size >= SMALLEST && size <= LARGEST);
        if (!fits) throw new Unfit("Numbers have at most 18 digits before the point, and as many behind it.");
        json.writeNumber(value);
    }

    private static final class Unfit extends IOException {
        Unfit(String message) {
            super(message);
        }

        static Unfit tooLong() {
            return new Unfit("At most " + OpenConversation.MOST_BYTES_OF_METADATA / 1024 + " KB.");
        }
    }

    private static final class Limited extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

        @Override
        public void write(int single) throws Unfit {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] more, int from, int length) throws Unfit {
            if (bytes.size() + length > OpenConversation.MOST_BYTES_OF_METADATA) throw Unfit.tooLong();
            bytes.write(more, from, length);
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
