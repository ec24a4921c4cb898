package chat.switchboard.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One address is one key, however it is spelled; what is no address is none.
class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7:49152, 203.0.113.7",
        "0.0.0.0, 0.0.0.0",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::FFFF:203.0.113.7, 203.0.113.7",
        "::ffff:cb00:7107, 203.0.113.7",
        "0:0:0:0:0:ffff:203.0.113.7, 203.0.113.7",
        "0000:0000:0000:0000:0000:ffff:cb00:7107, 203.0.113.7",
        "[::ffff:203.0.113.7]:80, 203.0.113.7",
        "::ffff:203.0.113.7%eth0, 203.0.113.7",
        "64:ff9b::203.0.113.7, 203.0.113.7",
        "64:ff9b::cb00:7107, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:DB8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:0db8:0001:0002:0003:0004:0005:0006, 2001:db8:1:2::/64",
        "2001:db8:1:2::9, 2001:db8:1:2::/64",
        "[2001:db8:1:2::9], 2001:db8:1:2::/64",
        "[2001:db8:1:2::9]:443, 2001:db8:1:2::/64",
        "2001:db8:1:2:ffff:ffff:255.255.255.255, 2001:db8:1:2::/64",
        "2001:db8::1, 2001:db8::/64",
        "2001:db8:0:0:1::, 2001:db8::/64",
        "fe80::1%eth0, fe80::/64",
        "[fe80::1%25eth0]:80, fe80::/64",
        "fe80::1%lo.1:2, fe80::/64",
        "::1, ::/64",
        "0:0:0:0:0:0:0:1, ::/64",
        "::, ::/64",
    })
    void an_address_is_known_by_its_network(String text, String key) {
        assertThat(ClientAddress.key(text)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "_hidden",
                "_SEVKISEK",
                "localhost",
                "example.com",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.-4",
                "0x7f.0.0.1",
                "1.2.3.4 ",
                "1.2.3.4:",
                "1.2.3.4:x",
                "1.2.3.4:123456",
                "1.2.3.4:_port",
                "[1.2.3.4]:80",
                "1.2.3.4%eth0",
                "\"1.2.3.4\"",
                "1.2.3.4\n",
                "١.٢.٣.٤",
                ":",
                ":80",
                ":::",
                "::1::",
                "2001:db8",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "2001:db8::g",
                "2001:db8::12345",
                "[",
                "[]",
                "]",
                "[::1",
                "::1]",
                "[::1]x",
                "[::1]80",
                "[::1]:",
                "[[::1]]",
                "[unknown]:80",
                "%",
                "%eth0",
                "unix:",
                "1.2.3.4, 5.6.7.8"
            })
    void anything_else_is_no_address(String text) {
        assertThat(ClientAddress.key(text)).isNull();
    }

    @Property
    void any_text_has_a_key_of_its_form_or_none(
            @ForAll @Chars({'.', ':', '[', ']', '%', ',', ' ', '/', 'f', 'x'}) @CharRange(from = '0', to = '9')
                    String text) {
        String key = ClientAddress.key(text);
        if (key != null) assertThat(key).matches("[0-9.]{7,15}|[0-9a-f:]{2,21}/64");
    }

    @Property
    void the_spellings_of_an_address_and_its_neighbours_have_one_key(@ForAll @Size(16) byte[] address)
            throws UnknownHostException {
        address[0] |= 0x20;
        byte[] neighbour = address.clone();
        for (int i = 8; i < 16; i++) neighbour[i] = (byte) ~address[i];
        String full = InetAddress.getByAddress(address).getHostAddress();
        String compressed = full.replaceFirst("(^|:)0(:0)+(:|$)", "::");
        String key = ClientAddress.key(full);
        assertThat(List.of(
                        full.toUpperCase(Locale.ROOT),
                        compressed,
                        "[" + full + "]:80",
                        full + "%1",
                        Inet6Address.getByAddress(neighbour).getHostAddress()))
                .allSatisfy(spelling -> assertThat(ClientAddress.key(spelling)).isEqualTo(key));
    }
}
