package chat.switchboard.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Writes JSON straight to bytes.
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            // Four bytes for an emoji instead of twelve.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// The second written last: nearly every time that is written is of this moment.
    private static volatile Second lastSecond = new Second(0, SECONDS.format(Instant.EPOCH));

    private record Second(long sinceEpoch, String text) {}

    private Json() {}

    /// A piece of JSON; only writing to a broken stream could fail, and there is none.
    @FunctionalInterface
    public interface Part {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /// One JSON object with the fields `content` writes.
    public static byte[] object(Part content) {
        return bytes(json -> {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        });
    }

    public static byte[] bytes(Part content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(FACTORY._getBufferRecycler(), 512)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                content.writeTo(json);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// An object that is JSON already and has fields, with one more before them: an array of what is JSON already.
    public static byte[] withArray(String name, List<byte[]> items, byte[] object) {
        byte[] start = ("{\"" + name + "\":[").getBytes(StandardCharsets.US_ASCII);
        int length = start.length + Math.max(0, items.size() - 1) + 1 + object.length;
        for (byte[] item : items) length += item.length;
        ByteBuffer joined = ByteBuffer.allocate(length).put(start);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) joined.put((byte) ',');
            joined.put(items.get(i));
        }
        // Its opening brace has become a comma.
        return joined.put((byte) ']')
                .put((byte) ',')
                .put(object, 1, object.length - 1)
                .array();
    }

    /// RFC 3339 in UTC with milliseconds.
    public static String time(Instant time) {
        Second second = lastSecond;
        if (second.sinceEpoch != time.getEpochSecond()) {
            second = new Second(time.getEpochSecond(), SECONDS.format(time));
            lastSecond = second;
        }
        int millis = time.getNano() / 1_000_000;
        return second.text
                + (char) ('0' + millis / 100)
                + (char) ('0' + millis / 10 % 10)
                + (char) ('0' + millis % 10)
                + 'Z';
    }

    static void field(JsonGenerator json, String name, String value) throws IOException {
        if (value == null) json.writeNullField(name);
        else json.writeStringField(name, value);
    }

    static void field(JsonGenerator json, String name, UUID value) throws IOException {
        field(json, name, value == null ? null : value.toString());
    }

    static void field(JsonGenerator json, String name, Instant value) throws IOException {
        field(json, name, value == null ? null : time(value));
    }
}
