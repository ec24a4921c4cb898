package chat.switchboard.socketio.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingPayloadTest {
    private static final int MAX_PACKETS = 10;

    private static final class Received implements PollingPayload.Sink {
        final List<String> packets = new ArrayList<>();
        boolean open = true;

        @Override
        public void text(byte[] bytes, int from, int to) {
            packets.add(new String(bytes, from, to - from, UTF_8));
            if (bytes[from] == '1') open = false;
        }

        @Override
        public void binary(byte[] bytes) {
            packets.add(Arrays.toString(bytes));
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }

    private final Received received = new Received();

    private boolean decode(String body) {
        return PollingPayload.decode(body.getBytes(UTF_8), MAX_PACKETS, received);
    }

    @Test
    void packets_come_in_their_order() {
        assertThat(decode("4hello\u001e2\u001ebAQIDBA==\u001e4€")).isTrue();
        assertThat(received.packets).containsExactly("4hello", "2", "[1, 2, 3, 4]", "4€");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001e", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b", "b!", "bAQ=A", "bAQIDB"})
    void empty_packets_and_broken_base64_are_malformed(String body) {
        assertThat(decode(body)).isFalse();
    }

    @Test
    void base64_may_be_broken_into_lines() {
        assertThat(decode("bAQID\nBA==\n\u001e4a")).isTrue();
        assertThat(received.packets).containsExactly("[1, 2, 3, 4]", "4a");
    }

    @Test
    void bytes_that_are_not_utf8_are_malformed() {
        assertThat(PollingPayload.decode("4\u00ff".getBytes(ISO_8859_1), MAX_PACKETS, received))
                .isFalse();
        assertThat(received.packets).isEmpty();
    }

    @Test
    void more_packets_than_allowed_are_malformed() {
        assertThat(decode("6" + "\u001e6".repeat(MAX_PACKETS - 1))).isTrue();
        assertThat(decode("6" + "\u001e6".repeat(MAX_PACKETS))).isFalse();
    }

    @Test
    void nothing_is_read_behind_the_end_of_the_session() {
        assertThat(decode("4a\u001e1\u001e4b\u001e\u001e")).isTrue();
        assertThat(received.packets).containsExactly("4a", "1");
    }

    @Test
    void what_is_encoded_is_what_polling_expects() {
        List<EncodedPacket> packets = List.of(
                EncodedPacket.text("hello".getBytes(UTF_8)),
                EncodedPacket.PING,
                EncodedPacket.binary(new byte[] {1, 2, 3, 4}));
        assertThat(PollingPayload.encode(packets)).hasToString("4hello\u001e2\u001ebAQIDBA==");
    }

    @Property
    void any_bytes_are_read_or_refused(@ForAll @Size(max = 200) byte[] body) {
        PollingPayload.decode(body, MAX_PACKETS, new Received());
    }

    @Property
    void binary_of_any_kind_comes_back(@ForAll @Size(min = 1, max = 5) List<@Size(max = 50) byte[]> messages) {
        List<EncodedPacket> packets =
                messages.stream().map(EncodedPacket::binary).toList();
        Received back = new Received();
        assertThat(PollingPayload.decode(PollingPayload.encode(packets).getBytes(), MAX_PACKETS, back))
                .isTrue();
        assertThat(back.packets)
                .isEqualTo(messages.stream().map(Arrays::toString).toList());
    }
}
