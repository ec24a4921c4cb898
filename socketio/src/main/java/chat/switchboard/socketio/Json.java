package chat.switchboard.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The JSON in packets, read within limits. How long it can be is limited before it comes here.
final class Json {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);
    private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);

    private Json() {}

    /// The one JSON value that fills `utf8[from, to)`.
    static JsonNode read(byte[] utf8, int from, int to) throws MalformedPacket {
        try (JsonParser parser = FACTORY.createParser(utf8, from, to - from)) {
            JsonNode value = TREES.readValue(parser);
            if (value == null || parser.nextToken() != null) throw new MalformedPacket("not one JSON value");
            return value;
        } catch (IOException | IllegalArgumentException notJson) {
            throw new MalformedPacket("not JSON");
        }
    }

    static byte[] write(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossibleForTrees) {
            throw new UncheckedIOException(impossibleForTrees);
        }
    }
}
