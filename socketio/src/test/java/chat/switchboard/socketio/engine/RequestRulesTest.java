package chat.switchboard.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read off a request, and counted, before a session exists.
class RequestRulesTest {
    @Nested
    class Queries {
        @Test
        void parameters_are_decoded() {
            Query query = Query.parse("EIO=4&t=a%20b+c&flag&empty=").orElseThrow();
            assertThat(query.get("EIO")).isEqualTo("4");
            assertThat(query.get("t")).isEqualTo("a b c");
            assertThat(query.get("flag")).isEmpty();
            assertThat(query.get("empty")).isEmpty();
            assertThat(query.get("none")).isNull();
        }

        @Test
        void no_query_has_no_parameters() {
            assertThat(Query.parse(null).orElseThrow().get("EIO")).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"EIO=4&EIO=4", "sid=a&sid=b", "a=%", "a=%zz", "a=%4"})
        void doubled_parameters_and_broken_escapes_are_invalid(String text) {
            assertThat(Query.parse(text)).isEmpty();
        }

        @Test
        void too_many_parameters_are_invalid() {
            StringBuilder text = new StringBuilder("p=0");
            for (int i = 1; i <= 31; i++)
                text.append("&p").append(i).append('=').append(i);
            assertThat(Query.parse(text.toString())).isPresent();
            assertThat(Query.parse(text.append("&one=more").toString())).isEmpty();
        }
    }

    @Nested
    class Addresses {
        private final AddressLimit limit = new AddressLimit(2, 0);

        @Test
        void each_address_has_so_many_places() {
            assertThat(limit.acquire("10.0.0.1")).isTrue();
            assertThat(limit.acquire("10.0.0.1")).isTrue();
            assertThat(limit.acquire("10.0.0.1")).isFalse();
            assertThat(limit.acquire("10.0.0.2")).isTrue();
            limit.release("10.0.0.1");
            assertThat(limit.acquire("10.0.0.1")).isTrue();
        }
    }
}
