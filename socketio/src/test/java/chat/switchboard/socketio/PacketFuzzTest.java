package chat.switchboard.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.engine.EncodedPacket;
import chat.switchboard.socketio.raw.Allocated;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/// Whatever text comes, it is read or refused; never anything else.
class PacketFuzzTest {
    @Property
    void any_bytes_are_read_or_refused(@ForAll @Size(max = 100) byte[] bytes) {
        readOrRefuse(bytes);
    }

    /// Text made of what packets are made of, and of what has broken other servers.
    @Provide
    Arbitrary<String> nearlyPackets() {
        Arbitrary<String> part = Arbitraries.of(
                "0",
                "1",
                "2",
                "3",
                "4",
                "5",
                "6",
                "7",
                "-",
                ",",
                "/",
                "/a,",
                "51-",
                "52-",
                "99999999999",
                "[",
                "]",
                "{",
                "}",
                "\"a\"",
                "[\"a\"]",
                ":",
                "null",
                "true",
                "1e999999999",
                "-0",
                "\"_placeholder\":true",
                "\"num\":0",
                "{\"_placeholder\":true,\"num\":0}",
                "{\"_placeholder\":true,\"num\":1}",
                "__proto__",
                "\\u0000",
                "\"\\ud800\"",
                " ",
                "\u001e",
                "€",
                "😀",
                "[[[[[[[[[[",
                "{\"a\":{\"a\":");
        return part.list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Property(tries = 5000)
    void nearly_packets_are_read_or_refused(@ForAll("nearlyPackets") String text) {
        readOrRefuse(text.getBytes(UTF_8));
    }

    /// A whole packet as a client sends it, of every kind, to be damaged.
    private static final List<String> SEEDS = List.of(
            "0{\"token\":\"abc\"}",
            "2/admin,17[\"message.send\",{\"id\":\"x\",\"content\":\"سلام 😀\",\"metadata\":{\"a\":[1,2.5e3,null]}}]",
            "52-9[\"file\",{\"_placeholder\":true,\"num\":0},[{\"_placeholder\":true,\"num\":1}]]",
            "61-3[{\"_placeholder\":true,\"num\":0}]",
            "312[{\"ok\":true}]",
            "51-[\"a\"" + ",{\"_placeholder\":true,\"num\":0}".repeat(1800) + "]",
            "2[\"a\"," + "[".repeat(30_000) + "]".repeat(30_000) + "]",
            "2[\"a\"" + ",{}".repeat(20_000) + "]",
            "2[\"a\",\"" + "\\u0000".repeat(10_000) + "\"]");

    /// What is allocated for a packet has a limit: the text, its JSON as a tree of so many tokens, its attachments.
    @Property(tries = 2000)
    void a_damaged_packet_is_read_or_refused_within_bounds(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        long before = Allocated.byThisThread();
        readOrRefuse(cut);
        assertThat(Allocated.byThisThread() - before).isLessThan(5_000_000);
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            Packet packet = PacketReader.read(bytes, 0, bytes.length, 10);
            Attachments attachments = new Attachments(bytes, packet.attachments(), 100);
            for (int i = 0; i < packet.attachments(); i++) attachments.add(new byte[1]);
        } catch (MalformedPacket refused) {
            assertThat(refused).hasNoCause();
        }
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.strings().ofMaxLength(10).map(Json.NODES::textNode),
                () -> Arbitraries.longs().map(Json.NODES::numberNode),
                () -> Arbitraries.of(true, false).map(Json.NODES::booleanNode),
                () -> Arbitraries.bytes().array(byte[].class).ofMaxSize(5).map(Json.NODES::binaryNode),
                () -> values().list()
                        .ofMaxSize(3)
                        .map(list -> Json.NODES.arrayNode().addAll(list)),
                () -> values().map(value -> Json.NODES.objectNode().set("field", value)));
    }

    @Property
    void what_is_written_is_read_again(
            @ForAll("values") JsonNode value,
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long id,
            @ForAll @IntRange(max = 1) int namespaced)
            throws MalformedPacket {
        ArrayNode payload = Json.NODES.arrayNode().add("name").add(value);
        String namespace = namespaced == 1 ? "/custom" : "/";
        Packet back = read(PacketWriter.tree(Packet.Type.EVENT, namespace, id, payload));
        assertThat(back.id()).isEqualTo(id);
        assertThat(back.namespace()).isEqualTo(namespace);
        // Through text, because a number may come back as another type of the same value.
        assertThat(back.data().toString()).isEqualTo(payload.toString());
    }

    private static Packet read(EncodedPacket[] packets) throws MalformedPacket {
        byte[] text = packets[0].payload();
        Packet packet = PacketReader.read(text, 1, text.length, 1000);
        if (packets.length == 1) return packet;
        Attachments attachments =
                new Attachments(Arrays.copyOfRange(text, 1, text.length), packet.attachments(), 10_000);
        Packet whole = null;
        for (EncodedPacket binary : List.of(packets).subList(1, packets.length))
            whole = attachments.add(binary.payload());
        return whole;
    }
}
