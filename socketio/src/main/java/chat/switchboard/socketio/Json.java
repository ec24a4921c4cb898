package chat.switchboard.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The JSON in packets, read within limits. How long it can be is limited before it comes here; how much memory it
/// takes as a tree is limited by the number of tokens.
final class Json {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TOKENS = 10_000;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 1000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);
    private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class).with(new FiniteNumbers());

    private Json() {}

    /// The one JSON value that fills `utf8[from, to)`, which may be changed.
    static JsonNode read(byte[] utf8, int from, int to) throws MalformedPacket {
        LoneSurrogates.replace(utf8, from, to);
        try (JsonParser parser = FACTORY.createParser(utf8, from, to - from)) {
            return read(parser);
        } catch (IOException | IllegalArgumentException notJson) {
            throw new MalformedPacket("not JSON");
        }
    }

    private static JsonNode read(JsonParser parser) throws IOException, MalformedPacket {
        try {
            JsonNode value = TREES.readValue(parser);
            if (value == null || parser.nextToken() != null) throw new MalformedPacket("not one JSON value");
            return value;
        } catch (StreamConstraintsException | NotFinite over) {
            throw new OverLimit(outermostField(parser.getParsingContext()));
        }
    }

    private static String outermostField(JsonStreamContext at) {
        String field = null;
        for (; at != null; at = at.getParent()) if (at.inObject()) field = at.getCurrentName();
        return field;
    }

    static byte[] write(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossibleForTrees) {
            throw new UncheckedIOException(impossibleForTrees);
        }
    }

    /// `1e400` is JSON, but no double holds it; as infinity it could not be written again.
    private static final class FiniteNumbers extends JsonNodeFactory {
        @Override
        public NumericNode numberNode(double value) {
            if (Double.isInfinite(value)) throw new NotFinite();
            return super.numberNode(value);
        }
    }

    private static final class NotFinite extends RuntimeException {
        NotFinite() {
            super(null, null, false, false);
        }
    }
}
