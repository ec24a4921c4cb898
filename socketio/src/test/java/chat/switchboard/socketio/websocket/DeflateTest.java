package chat.switchboard.socketio.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.socketio.raw.Allocated;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /// RFC 7692 §7.2.3: what the examples there say, and what follows from them.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f2 48 cd c9 c9 07 00                            | Hello",
                "00 05 00 fa ff 48 65 6c 6c 6f 00                | Hello", // no compression
                "f3 48 cd c9 c9 07 00 00                         | Hello", // a final block
                "f2 48 05 00 00 00 ff ff ca c9 c9 07 00          | Hello", // two blocks
                "00                                              | ''", // nothing
                "02 00                                           | ''",
                "03 00 00                                        | ''",
                // What follows a final block belongs to the message too.
                "f3 48 cd c9 c9 07 00 f2 48 cd c9 c9 07 00       | HelloHello",
                "f3 48 cd c9 c9 07 00 f3 48 cd c9 c9 07 00 00    | HelloHello",
                "f3 48 cd c9 c9 07 00 00 05 00 fa ff 48 65 6c 6c 6f 00 | HelloHello",
                "03 00 03 00 f2 48 cd c9 c9 07 00                | Hello",
            })
    void messages_of_any_blocks_are_read(String hex, String message) throws Violation {
        byte[] compressed = HexFormat.ofDelimiter(" ").parseHex(hex);
        assertThat(new String(Deflate.INSTANCE.inflate(compressed, compressed.length, 100), UTF_8))
                .isEqualTo(message);
    }

    private static void assertBroken(byte[] compressed) {
        assertThatThrownBy(() -> Deflate.INSTANCE.inflate(compressed, compressed.length, 65_536))
                .isInstanceOfSatisfying(
                        Violation.class,
                        violation -> assertThat(violation.code()).isEqualTo(1007));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff 01 02 03",
                "06",
                "f3 48 cd c9 c9 07 00", // the stream ends; the empty block that belongs behind it is missing
                "f3 48 cd c9 c9 07 00 ff",
                "f2 48 cd c9 c9 07 00 00",
                "f2 48 cd c9 c9 07 00 00 00 ff ff", // the tail has been left in
                "00 05 00 fa ff 48 65 6c 6c 6f",
                "00 05 00 fa ff 48 65 6c",
                "00 05 00 fa fe 48 65 6c 6c 6f 00",
                "00 04 00 fb ff", // the tail would be the text
                "f2 00 11 00 00", // refers to the message before, which is nobody's here: no context takeover
            })
    void what_is_broken_or_cut_is_refused(String hex) {
        assertBroken(HexFormat.ofDelimiter(" ").parseHex(hex));
    }

    @Test
    void a_message_cut_anywhere_is_refused() {
        byte[] text = "Where is my order? It was to be here an hour ago, order 4711.".getBytes(UTF_8);
        for (byte[] payload : List.of(text, new byte[20_000])) {
            byte[] whole = compressed(payload);
            for (int length = 0; length < whole.length; length++) {
                assertBroken(Arrays.copyOf(whole, length));
            }
        }
    }

    /// Each costs a new stream: without a limit 64 KB would be 32,768 of them.
    @Test
    void a_message_has_so_many_final_blocks_only() throws Violation {
        byte[] blocks = new byte[2 * 101];
        for (int i = 0; i < blocks.length; i += 2) blocks[i] = 3;
        assertBroken(blocks);
        byte[] most = Arrays.copyOf(blocks, 2 * 99 + 1);
        most[most.length - 1] = 0;
        assertThat(Deflate.INSTANCE.inflate(most, most.length, 100)).isEmpty();
    }

    @Test
    void one_broken_message_does_not_hurt_the_next() throws Violation {
        byte[] hello = compressed("Hello".getBytes(UTF_8));
        assertBroken(Arrays.copyOf(hello, 3));
        assertThat(Deflate.INSTANCE.inflate(hello, hello.length, 5)).isEqualTo("Hello".getBytes(UTF_8));
    }

    /// Whatever comes is read or refused, and no more is allocated than the limit allows.
    @Property(tries = 3000)
    void a_damaged_message_is_read_or_refused_within_bounds(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = compressed(new byte[random.nextInt(100_000)]);
        for (int i = random.nextInt(4); i > 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        long before = Allocated.byThisThread();
        try {
            assertThat(Deflate.INSTANCE.inflate(bytes, bytes.length, 65_536)).hasSizeLessThanOrEqualTo(65_536);
        } catch (Violation refused) {
            assertThat(refused.code()).isIn(1007, 1009);
        }
        assertThat(Allocated.byThisThread() - before).isLessThan(600_000);
    }

    private static final String YES = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    /// RFC 7692 §7.1: an offer that cannot be kept as it stands is declined, and the next one looked at.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate                                                 | yes",
                "permessage-deflate; client_max_window_bits                         | yes",
                "permessage-deflate; client_max_window_bits=8                       | yes",
                "permessage-deflate; client_max_window_bits=15                      | yes",
                "permessage-deflate; client_max_window_bits=\"10\"                  | yes",
                "permessage-deflate; client_max_window_bits=\"1\\0\"                | yes",
                "permessage-deflate;client_max_window_bits=10;server_no_context_takeover | yes",
                "permessage-deflate ; server_no_context_takeover ; client_no_context_takeover | yes",
                "permessage-deflate; server_max_window_bits=15                      | yes15",
                "permessage-deflate; server_max_window_bits=\"15\"                  | yes15",
                ",, permessage-deflate ,,                                           | yes",
                "x-webkit-deflate-frame, permessage-deflate                         | yes",
                "x-other; unknown=\"a\"; unknown, permessage-deflate                | yes",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate  | yes",
                "permessage-deflate; unknown, permessage-deflate; server_max_window_bits=15 | yes15",
                // Values that cannot be kept: the JDK's deflater has one window.
                "permessage-deflate; server_max_window_bits=8                       | no",
                "permessage-deflate; server_max_window_bits=14                      | no",
                // Values there are not.
                "permessage-deflate; server_max_window_bits                         | no",
                "permessage-deflate; server_max_window_bits=16                      | no",
                "permessage-deflate; server_max_window_bits=015                     | no",
                "permessage-deflate; server_max_window_bits=+15                     | no",
                "permessage-deflate; client_max_window_bits=7                       | no",
                "permessage-deflate; client_max_window_bits=16                      | no",
                "permessage-deflate; client_max_window_bits=08                      | no",
                "permessage-deflate; client_max_window_bits=1                       | no",
                "permessage-deflate; client_max_window_bits=10x                     | no",
                "permessage-deflate; client_max_window_bits=x                       | no",
                "permessage-deflate; client_max_window_bits=-9                      | no",
                "permessage-deflate; server_no_context_takeover=1                   | no",
                "permessage-deflate; client_no_context_takeover=true                | no",
                // Parameters there are not, and the same twice.
                "permessage-deflate; unknown                                        | no",
                "permessage-deflate; client_max_window_bits_more                    | no",
                "permessage-deflate; Server_No_Context_Takeover                     | no",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover | no",
                "permessage-deflate; client_max_window_bits=10; client_max_window_bits=10 | no",
                "permessage-deflate; client_max_window_bits; client_max_window_bits=10 | no",
                "x-webkit-deflate-frame                                             | no",
                "permessage-deflates                                                | no",
                // What is no list of extensions offers nothing.
                "permessage-deflate;                                                | no",
                "permessage-deflate; client_max_window_bits=                        | no",
                "permessage-deflate; =10                                            | no",
                "permessage-deflate; client_max_window_bits=\"10                     | no",
                "permessage-deflate; client_max_window_bits=\"\"                     | no",
                "permessage-deflate; client_max_window_bits=\"1 0\"                  | no",
                "permessage-deflate client_max_window_bits                          | no",
                "permessage-deflate, permessage-deflate; \"x\"                       | no",
                "; permessage-deflate                                               | no",
                "permessage-deflate/                                                | no",
            })
    void the_first_offer_that_can_be_kept_is_accepted(String offers, String answer) {
        String expected =
                answer.replace("yes15", YES + "; server_max_window_bits=15").replace("yes", YES);
        assertThat(Deflate.answer(List.of(offers))).isEqualTo(answer.equals("no") ? null : expected);
    }

    @Test
    void offers_may_come_in_several_headers() {
        assertThat(Deflate.answer(List.of("permessage-deflate; server_max_window_bits=9", "permessage-deflate")))
                .isEqualTo(YES);
        assertThat(Deflate.answer(List.of())).isNull();
        assertThat(Deflate.answer(List.of(""))).isNull();
    }

    @Property
    void any_header_is_answered(
            @ForAll @Chars({';', ',', '=', '"', '\\', ' ', '\t', 'a', '1', 'é'}) @StringLength(max = 40) String rest) {
        String answer = Deflate.answer(List.of("permessage-deflate" + rest));
        assertThat(answer)
                .satisfiesAnyOf(
                        it -> assertThat(it).isNull(), it -> assertThat(it).startsWith(YES));
    }
}
