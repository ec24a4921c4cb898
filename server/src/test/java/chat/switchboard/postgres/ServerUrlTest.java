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
    @ValueSource(
            strings = {
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
