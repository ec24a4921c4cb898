package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    @Test
    void an_address_as_operators_write_it_becomes_one_for_the_driver() {
        var url = ServerUrl.parse("postgres://desk:p%40ss+word@db.example.com:6432/chat?sslmode=require");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:6432/chat?sslmode=require");
        assertThat(url.user()).isEqualTo("desk");
        assertThat(url.password()).isEqualTo("p@ss+word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my_db", "db", "10.0.0.7", "[fd00::7]", "db-1.internal"})
    void a_host_may_be_a_name_of_a_container_or_an_address(String host) {
        assertThat(ServerUrl.parse("postgresql://desk:secret@%s:5433/chat".formatted(host))
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://%s:5433/chat".formatted(host));
        assertThat(ServerUrl.parse("postgresql://desk:secret@%s/chat".formatted(host))
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://%s/chat".formatted(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://desk:secret%zz@host/chat",
                "postgresql://desk:sec@ret@host/chat",
                "postgresql://desk:sec/ret@host/chat",
                "postgresql://desk:secret@host:65536/chat",
                "postgresql://desk:secret@host:/chat",
                "postgresql://:secret@host/chat",
                "postgresql://desk:secret@/chat",
                "mysql://desk:secret@host/chat",
                "postgresql://host/chat",
                "postgresql://desk@host/chat",
                "postgresql://desk:secret@host",
                "postgresql://desk:secret@host/",
                "postgresql://desk:se cret@host/chat",
                "secret",
            })
    void anything_else_is_refused_without_repeating_it(String text) {
        assertThatThrownBy(() -> ServerUrl.parse(text))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContaining("secret");
    }
}
