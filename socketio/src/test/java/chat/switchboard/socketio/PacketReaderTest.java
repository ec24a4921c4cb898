package chat.switchboard.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketReaderTest {
    private static final int MAX_ATTACHMENTS = 10;

    static Packet read(String text) throws MalformedPacket {
        byte[] padded = ("??" + text + "?").getBytes(UTF_8);
        return PacketReader.read(padded, 2, padded.length - 1, MAX_ATTACHMENTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "0                      | CONNECT      | /       | -1 | 0 | -",
                "0{\"token\":\"x\"}     | CONNECT      | /       | -1 | 0 | {\"token\":\"x\"}",
                "0/admin,               | CONNECT      | /admin  | -1 | 0 | -",
                "0/admin                | CONNECT      | /admin  | -1 | 0 | -",
                "0/admin,{\"a\":1}      | CONNECT      | /admin  | -1 | 0 | {\"a\":1}",
                "1                      | DISCONNECT   | /       | -1 | 0 | -",
                "1/admin,               | DISCONNECT   | /admin  | -1 | 0 | -",
                "2[\"foo\"]             | EVENT        | /       | -1 | 0 | [\"foo\"]",
                "2[1,2]                 | EVENT        | /       | -1 | 0 | [1,2]",
                "2/admin,[\"bar\"]      | EVENT        | /admin  | -1 | 0 | [\"bar\"]",
                "212[\"foo\"]           | EVENT        | /       | 12 | 0 | [\"foo\"]",
                "2/admin,13[\"foo\"]    | EVENT        | /admin  | 13 | 0 | [\"foo\"]",
                "2999999999999999[\"f\"]| EVENT        | / | 999999999999999 | 0 | [\"f\"]",
                "312[]                  | ACK          | /       | 12 | 0 | []",
                "3/admin,13[\"bar\"]    | ACK          | /admin  | 13 | 0 | [\"bar\"]",
                "50-[\"a\"]             | BINARY_EVENT | /       | -1 | 0 | [\"a\"]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":0}] | BINARY_EVENT | / | -1 | 1 | [\"a\",{\"_placeholder\":true,\"num\":0}]",
                "51-/admin,14[\"a\",{\"_placeholder\":true,\"num\":0}] | BINARY_EVENT | /admin | 14 | 1 | [\"a\",{\"_placeholder\":true,\"num\":0}]",
                "61-15[{\"_placeholder\":true,\"num\":0}] | BINARY_ACK | / | 15 | 1 | [{\"_placeholder\":true,\"num\":0}]"
            })
    void every_form_of_the_specification_is_read(
            String text, Packet.Type type, String namespace, long id, int attachments, String data)
            throws MalformedPacket {
        Packet packet = read(text);
        assertThat(packet.type()).isEqualTo(type);
        assertThat(packet.namespace()).isEqualTo(namespace);
        assertThat(packet.id()).isEqualTo(id);
        assertThat(packet.attachments()).isEqualTo(attachments);
        assertThat(packet.data() == null ? null : packet.data().toString()).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "9[\"a\"]",
                "abc",
                "/",
                "-1", // no packet type
                "0\"text\"",
                "0[]",
                "012",
                "1{}",
                "12", // what a connect and a disconnect have not
                "2",
                "2{}",
                "2[]",
                "2null",
                "2[null]",
                "2[{}]",
                "2[true]",
                "2[[\"a\"]]",
                "2\"a\"", // no event
                "3[]",
                "31",
                "31{}",
                "3{\"a\":1}", // no acknowledgement
                "4{\"message\":\"x\"}", // for servers only
                "5",
                "51",
                "51[\"a\"]",
                "5-[\"a\"]",
                "5x-[\"a\"]",
                "511-[\"a\"]",
                "5999999999999-[\"a\"]", // attachments
                "51-",
                "5-1-[\"a\"]",
                "51.5-[\"a\"]",
                "6[]",
                "61-[]",
                "60-[]",
                "2abc[\"a\"]",
                "2-1[\"a\"]",
                "21.5[\"a\"]",
                "21234567890123456[\"a\"]", // acknowledgement ids
                "2[\"a\"",
                "2[\"a\"]]",
                "2[\"a\"] x",
                "2[\"a\"][\"b\"]",
                "2[\"a\",]",
                "2['a']",
                "2[\"a\u0000", // JSON
                "2[\"a\",NaN]",
                "2[\"a\",01]",
                "2[\"a\"]//"
            })
    void everything_else_is_malformed(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedPacket.class);
    }

    @Test
    void json_is_read_up_to_its_limits() throws MalformedPacket {
        assertThat(read("2[\"a\"," + "[".repeat(63) + "]".repeat(63) + "]")).isNotNull();
        assertThat(read("2[\"a\"" + ",0".repeat(9990) + "]").data()).hasSize(9991);
        assertThat(read("2[\"a\"," + "9".repeat(100) + "]")).isNotNull();
        assertThat(read("2[\"a\",1.7976931348623157e308,1e-400]").data().get(2).doubleValue())
                .isZero();
    }

    @Test
    void namespaces_have_a_length() {
        assertThatThrownBy(() -> read("0/" + "n".repeat(256))).isInstanceOf(MalformedPacket.class);
    }

    static Stream<Arguments> overLimits() {
        return Stream.of(
                arguments("nested too deep", "[".repeat(64) + "]".repeat(64)),
                arguments("objects nested too deep", "{\"a\":".repeat(64) + "1" + "}".repeat(64)),
                arguments("never closed", "[".repeat(60_000)),
                arguments("too many values", "[" + "0,".repeat(10_000) + "0]"),
                arguments("too many objects", "[" + "{},".repeat(5000) + "{}]"),
                arguments("too long a number", "9".repeat(101)),
                arguments("too long a fraction", "0." + "9".repeat(100)),
                arguments("no finite number", "1e400"),
                arguments("no finite number below zero", "-1e400"),
                arguments("no finite number, in a list", "[1,{\"b\":1e999999999}]"),
                arguments("too long a name", "{\"" + "n".repeat(1001) + "\":1}"));
    }

    /// Not the connection's fault but the event's: its sender can be told, and by the field's name.
    @ParameterizedTest(name = "{0}")
    @MethodSource("overLimits")
    void an_event_over_a_limit_of_json_is_known_by_its_head_and_field(String what, String value) {
        assertThatThrownBy(() -> read("2/admin,12[\"a\",{\"first\":1,\"metadata\":{\"x\":" + value + "}}]"))
                .isInstanceOfSatisfying(OverLimit.class, over -> {
                    assertThat(over.field()).isEqualTo("metadata");
                    assertThat(over.event()).isEqualTo(new Packet(Packet.Type.EVENT, "/admin", 12, 0, null));
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("overLimits")
    void any_other_packet_over_a_limit_of_json_is_malformed(String what, String value) {
        for (String packet : List.of("0{\"x\":" + value + "}", "312[" + value + "]", "50-[\"a\"," + value + "]")) {
            assertThatThrownBy(() -> read(packet))
                    .isInstanceOfSatisfying(
                            OverLimit.class, over -> assertThat(over.event()).isNull());
        }
    }

    @Test
    void names_with_a_meaning_in_javascript_are_names_like_any_other() throws MalformedPacket {
        Packet packet = read("2[\"__proto__\",{\"__proto__\":{\"admin\":true},\"constructor\":1}]");
        assertThat(packet.data().get(1).size()).isEqualTo(2);
        assertThat(read("0/__proto__,").namespace()).isEqualTo("/__proto__");
    }
}
