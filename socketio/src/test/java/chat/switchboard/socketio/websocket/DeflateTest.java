package chat.switchboard.socketio.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeflateTest {
    private static byte[] compressed(byte[] payload) {
        byte[] frame = Deflate.frame(false, payload, 0);
        int header = FrameHeader.size(frame.length < 128 ? frame.length - 2 : frame.length - 4);
        return Arrays.copyOfRange(frame, header, frame.length);
    }

    @Test
    void what_is_compressed_comes_back() throws Violation {
        byte[] text = "Where is my order? ".repeat(500).getBytes(UTF_8);
        byte[] compressed = compressed(text);
        assertThat(compressed).hasSizeLessThan(text.length / 10);
        assertThat(Deflate.INSTANCE.inflate(compressed, compressed.length, text.length))
                .isEqualTo(text);
    }

    @Test
    void noise_and_nothing_come_back() throws Violation {
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        byte[] compressed = compressed(noise);
        assertThat(Deflate.INSTANCE.inflate(compressed, compressed.length, 5000))
                .isEqualTo(noise);
        byte[] nothing = compressed(new byte[0]);
        assertThat(Deflate.INSTANCE.inflate(nothing, nothing.length, 10)).isEmpty();
    }

    @Test
    void a_bomb_is_refused_at_the_limit() {
        byte[] bomb = compressed(new byte[1_000_000]);
        assertThatThrownBy(() -> Deflate.INSTANCE.inflate(bomb, bomb.length, 65_536))
                .isInstanceOfSatisfying(
                        Violation.class,
                        violation -> assertThat(violation.code()).isEqualTo(1009));
    }

    @Test
    void broken_data_is_refused() {
        byte[] broken = {(byte) 0xFF, 1, 2, 3};
        assertThatThrownBy(() -> Deflate.INSTANCE.inflate(broken, 4, 65_536)).isInstanceOf(Violation.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | true",
                "permessage-deflate; client_max_window_bits | true",
                "permessage-deflate; client_max_window_bits=10; server_no_context_takeover | true",
                "permessage-deflate; server_max_window_bits=10 | false",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate | true",
                "x-webkit-deflate-frame | false",
                "permessage-deflate; unknown | false"
            })
    void offers_are_accepted_if_they_can_be_kept(String offers, boolean accepted) {
        assertThat(Deflate.acceptable(offers)).isEqualTo(accepted);
    }

    @Test
    void no_offer_is_no_compression() {
        assertThat(Deflate.acceptable(null)).isFalse();
    }
}
