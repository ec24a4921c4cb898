package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.settings.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    private static final Path PAGE = Path.of("../docs/running.md");
    private static final String BEGIN = "<!-- settings: written by ConfigTest -->\n";
    private static final String END = "<!-- end of settings -->";

    @Test
    void without_settings_the_limits_are_those_of_the_contract() {
        Config config = Config.of(Map.of());
        assertThat(config.network().port()).isEqualTo(8080);
        assertThat(config.adminEmail()).isEqualTo("admin@localhost");
        assertThat(config.sockets().maxFrame()).isEqualTo(64 * 1024);
        assertThat(config.ledger().customerMessagesPer10Seconds()).isEqualTo(10);
        assertThat(config.ledger().customerMessagesPerMinute()).isEqualTo(60);
        assertThat(config.ledger().agentMessagesPerMinute()).isEqualTo(120);
        assertThat(config.sockets().typingPerSecond()).isEqualTo(1);
        assertThat(config.sockets().socketsPerCustomer()).isEqualTo(5);
        assertThat(config.sockets().socketsPerAddress()).isEqualTo(100);
        assertThat(config.sockets().authenticationTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.sockets().maxUnsent()).isEqualTo(1024 * 1024);
        assertThat(config.sockets().maxJoinedConversations()).isEqualTo(100);
    }

    /// Run with `-Dswitchboard.docs=write` to bring the page up to date.
    @Test
    void the_page_for_operators_lists_exactly_these_settings() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if ("write".equals(System.getProperty("switchboard.docs"))) {
            Files.writeString(PAGE, page.substring(0, begin) + Config.table() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(Config.table());
        }
    }

    @Test
    void a_setting_is_called_like_its_component_unless_it_says_otherwise() {
        assertThat(Config.table())
                .contains("`SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS`", "`SWITCHBOARD_DATABASE_URL`")
                .contains("`SWITCHBOARD_PASSWORD_HASH_MEMORY`", "`SWITCHBOARD_LOG_INS_BEFORE_DELAY`");
    }

    /// Operators' files must go on working: a name may be added here, never changed.
    @Test
    void every_setting_has_the_name_it_always_had() throws Exception {
        assertThat(Config.table().lines().skip(2).map(line -> line.split("`")[1]))
                .containsAll(Files.readAllLines(Path.of("src/test/resources/settings.txt")));
    }

    @Test
    void the_command_line_wins_over_the_environment() {
        Config config = Config.of(Map.of("SWITCHBOARD_PORT", "9000"), "--port", "9001", "--data=elsewhere", "--demo");
        assertThat(config.network().port()).isEqualTo(9001);
        assertThat(config.data()).isEqualTo(Path.of("elsewhere"));
        assertThat(config.demo()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "@", "a@", "@b", "a b@c", "a@b@c", "a\u00a0@b", "a@b\u200b"})
    void nobody_could_log_in_as_what_is_no_email_address(String email) {
        assertThatThrownBy(() -> Config.of(Map.of("SWITCHBOARD_ADMIN_EMAIL", email)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SWITCHBOARD_ADMIN_EMAIL");
    }

    @Test
    void times_sizes_lists_and_choices_are_written_as_people_write_them() {
        Config config = Config.of(Map.of(
                "SWITCHBOARD_PING_INTERVAL", "500ms",
                "SWITCHBOARD_MAX_FRAME", "128 kb",
                "SWITCHBOARD_ALLOWED_ORIGINS", "https://a.example, https://b.example",
                "SWITCHBOARD_LOG_LEVEL", "Debug",
                "SWITCHBOARD_ADMIN_PASSWORD", ""));
        assertThat(config.sockets().pingInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.sockets().maxFrame()).isEqualTo(128 * 1024);
        assertThat(config.network().allowedOrigins()).containsExactly("https://a.example", "https://b.example");
        assertThat(config.logLevel()).isEqualTo(Config.LogLevel.DEBUG);
        assertThat(config.adminPassword()).isEmpty();
    }

    @Test
    void everything_wrong_is_said_at_once_with_what_is_allowed() {
        assertThatThrownBy(() -> Config.of(
                        Map.of("SWITCHBOARD_PROT", "1", "SWITCHBOARD_MAX_FRAME", "much", "PATH", "/bin"),
                        "--port",
                        "70000",
                        "--dmeo"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("There is no setting SWITCHBOARD_PROT. Did you mean SWITCHBOARD_PORT?")
                .hasMessageContaining("There is no option --dmeo. Did you mean --demo?")
                .hasMessageContaining("SWITCHBOARD_PORT cannot be \"70000\"; allowed: a number from 0 to 65535.")
                .hasMessageContaining("SWITCHBOARD_MAX_FRAME cannot be \"much\"; allowed: bytes from `1KB`")
                .hasMessageNotContaining("PATH");
    }

    @Test
    void a_time_out_of_the_socket_below_that_of_a_statement_is_refused() {
        assertThatThrownBy(() -> Config.of(Map.of("SWITCHBOARD_STATEMENT_TIMEOUT", "1m")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SWITCHBOARD_DATABASE_SOCKET_TIMEOUT");
    }

    @ParameterizedTest
    @CsvSource({
        "https://desk.example, https://desk.example",
        "https://desk.example/, https://desk.example",
        "HTTPS://Desk.Example:443/, https://desk.example",
        "https://desk.example:8443, https://desk.example:8443",
        "http://10.0.0.7:80, http://10.0.0.7",
        "http://[::1]:8080/, http://[::1]:8080",
    })
    void one_public_address_may_be_written_in_many_ways(String written, String normal) {
        Config config = Config.of(Map.of("SWITCHBOARD_PUBLIC_URL", written));
        assertThat(config.network().address(8080)).hasToString(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://desk.example/chat",
                "https://desk.example/chat/",
                "https://desk.example//",
                "https://desk.example/?x=1",
                "https://desk.example?x=1",
                "https://desk.example/#x",
                "https://me:secret@desk.example",
                "https://desk.example:0",
                "https://desk.example:99999",
                "desk.example",
                "ftp://desk.example",
                "https://",
                "*"
            })
    void a_public_address_with_more_than_a_host_and_a_port_is_refused_in_one_sentence(String written) {
        assertThatThrownBy(() -> Config.of(Map.of("SWITCHBOARD_PUBLIC_URL", written)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "SWITCHBOARD_PUBLIC_URL cannot be \"%s\"; allowed: an `http` or `https` address without a"
                                + " path, such as `https://support.example.com`.",
                        written);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, http://localhost:8080",
        "::, http://localhost:8080",
        "127.0.0.1, http://127.0.0.1:8080",
        "desk.lan, http://desk.lan:8080",
        "::1, http://[::1]:8080",
    })
    void without_a_public_address_links_name_the_one_listened_on(String host, String address) {
        assertThat(Config.of(Map.of("SWITCHBOARD_HOST", host)).network().address(8080))
                .hasToString(address);
    }

    @Test
    void tls_of_its_own_makes_the_address_https() {
        var files = Map.of("SWITCHBOARD_TLS_CERTIFICATE", "chain.pem", "SWITCHBOARD_TLS_KEY", "key.pem");
        Config config = Config.of(files, "--port", "443");
        assertThat(config.network().address(443)).hasToString("https://localhost");
        assertThat(config.network().address(8443)).hasToString("https://localhost:8443");
        assertThat(config.network().isHttps()).isTrue();
        assertThat(Config.of(Map.of()).network().isHttps()).isFalse();
        assertThat(Config.of(Map.of()).network().tls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SWITCHBOARD_TLS_CERTIFICATE=c.pem | Set both SWITCHBOARD_TLS_CERTIFICATE and SWITCHBOARD_TLS_KEY",
                "SWITCHBOARD_TLS_KEY=k.pem | Set both SWITCHBOARD_TLS_CERTIFICATE and SWITCHBOARD_TLS_KEY",
                "SWITCHBOARD_TLS_CERTIFICATE=c.pem,SWITCHBOARD_TLS_KEY=k.pem,SWITCHBOARD_PUBLIC_URL=http://x | so"
                        + " SWITCHBOARD_PUBLIC_URL must begin with it",
                "SWITCHBOARD_HTTP_REDIRECT_PORT=80 | SWITCHBOARD_HTTP_REDIRECT_PORT leads to https",
                "SWITCHBOARD_HTTP_REDIRECT_PORT=80,SWITCHBOARD_PUBLIC_URL=http://x | SWITCHBOARD_HTTP_REDIRECT_PORT"
                        + " leads to https",
                "SWITCHBOARD_HTTP_REDIRECT_PORT=x | allowed: a number from 0 to 65535",
            })
    void settings_of_tls_that_do_not_fit_are_refused_in_one_sentence(String given, String said) {
        Map<String, String> settings = Arrays.stream(given.split(","))
                .map(one -> one.split("=", 2))
                .collect(Collectors.toMap(one -> one[0], one -> one[1]));
        assertThatThrownBy(() -> Config.of(settings))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(said)
                .doesNotContain("\n");
    }

    @Test
    void lists_of_origins_are_normalised_and_hold_nothing_else() {
        Config config = Config.of(Map.of(
                "SWITCHBOARD_ALLOWED_ORIGINS", "https://A.example:443/, http://b.example:8080",
                "SWITCHBOARD_WIDGET_SITES", "https://shop.example/,https://*.Shop.example:443"));
        assertThat(config.network().allowedOrigins()).containsExactly("https://a.example", "http://b.example:8080");
        assertThat(config.network().widgetSites()).containsExactly("https://shop.example", "https://*.shop.example");
        for (String wrong :
                new String[] {"shop.example", "https://x.example/path", "https://x.example; script-src *"}) {
            assertThatThrownBy(() -> Config.of(Map.of("SWITCHBOARD_WIDGET_SITES", wrong)))
                    .hasMessageContaining("SWITCHBOARD_WIDGET_SITES cannot be");
            assertThatThrownBy(() -> Config.of(Map.of("SWITCHBOARD_ALLOWED_ORIGINS", "https://a.example," + wrong)))
                    .hasMessageContaining("SWITCHBOARD_ALLOWED_ORIGINS cannot be");
        }
        assertThatThrownBy(() -> Config.of(Map.of("SWITCHBOARD_ALLOWED_ORIGINS", "https://*.example")))
                .hasMessageContaining("SWITCHBOARD_ALLOWED_ORIGINS cannot be");
    }

    @Test
    void a_management_port_that_is_the_public_one_is_refused() {
        assertThatThrownBy(() -> Config.of(Map.of("SWITCHBOARD_PORT", "9000", "SWITCHBOARD_MANAGEMENT_PORT", "9000")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SWITCHBOARD_MANAGEMENT_PORT");
    }

    @Test
    void secrets_are_never_shown() {
        Config config = Config.of(Map.of("SWITCHBOARD_ADMIN_PASSWORD", "hunter2", "SWITCHBOARD_SECRET", "hunter2"));
        assertThat(config.toString()).doesNotContain("hunter2").contains("SWITCHBOARD_PORT=8080");
    }
}
