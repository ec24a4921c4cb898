package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownLinksTest {
    private static final List<String> OURS =
            List.of("Follow it at https://shop.example/track. Refunds: shop.example/refunds", "www.shop.example");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            No link at all.                                  | No link at all.
            See https://shop.example/track.                  | See https://shop.example/track.
            See HTTPS://SHOP.example/track!                  | See HTTPS://SHOP.example/track!
            See https://shop.example/track?to=evil           | See [link]
            See https://shop.example/trac                    | See [link]
            See https://shop.example.evil.example/track.     | See [link].
            Log in at http://evil.example, please            | Log in at [link], please
            Log in at www.evil.example now                   | Log in at [link] now
            Log in at evil.example/login (soon)              | Log in at [link] (soon)
            Our site: www.shop.example                       | Our site: www.shop.example
            shop.example/refunds has it                      | shop.example/refunds has it
            javascript://x/%0aalert(1)                       | [link])
            24/7, and/or, 1.5/2, e.g. this                   | 24/7, and/or, 1.5/2, e.g. this
            یہاں دیکھیں https://evil.example/x۔              | یہاں دیکھیں [link]۔
            """)
    void a_link_stays_only_where_the_desk_said_it(String said, String left) {
        assertThat(KnownLinks.only(said, OURS)).isEqualTo(left);
    }
}
