package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private static final Path PAGE = Path.of("../docs/running.md");
    private static final String BEGIN = "<!-- settings: written by ConfigTest -->\n";
    private static final String END = "<!-- end of settings -->";

    @Test
    void without_settings_the_limits_are_those_of_the_contract() {
        Config config = Config.of(Map.of());
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.adminEmail()).isEqualTo("admin@localhost");
        assertThat(config.maxFrame()).isEqualTo(64 * 1024);
        assertThat(config.customerMessagesPer10Seconds()).isEqualTo(10);
        assertThat(config.customerMessagesPerMinute()).isEqualTo(60);
        assertThat(config.agentMessagesPerMinute()).isEqualTo(120);
        assertThat(config.typingPerSecond()).isEqualTo(1);
        assertThat(config.socketsPerCustomer()).isEqualTo(5);
        assertThat(config.socketsPerAddress()).isEqualTo(100);
        assertThat(config.authenticationTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.maxUnsent()).isEqualTo(1024 * 1024);
        assertThat(config.maxJoinedConversations()).isEqualTo(100);
    }

    /// Run with `-Dswitchboard.docs=write` to bring the page up to date.
    @Test
    void the_page_for_operators_lists_exactly_these_settings() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if ("write".equals(System.getProperty("switchboard.docs"))) {
            Files.writeString(PAGE, page.substring(0, begin) + Settings.table() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(Settings.table());
        }
    }

    @Test
    void every_component_is_a_setting_of_its_own_name() {
        assertThat(Config.class.getRecordComponents())
                .allSatisfy(component ->
                        assertThat(component.getAnnotation(Setting.class)).isNotNull());
        assertThat(Settings.table())
                .contains("`SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS`", "`SWITCHBOARD_DATABASE_URL`");
    }

    @Test
    void the_command_line_wins_over_the_environment() {
        Config config = Config.of(Map.of("SWITCHBOARD_PORT", "9000"), "--port", "9001", "--data=elsewhere", "--demo");
        assertThat(config.port()).isEqualTo(9001);
        assertThat(config.data()).isEqualTo(Path.of("elsewhere"));
        assertThat(config.demo()).isTrue();
    }

    @Test
    void times_sizes_lists_and_choices_are_written_as_people_write_them() {
        Config config = Config.of(Map.of(
                "SWITCHBOARD_PING_INTERVAL", "500ms",
                "SWITCHBOARD_MAX_FRAME", "128 kb",
                "SWITCHBOARD_ALLOWED_ORIGINS", "https://a.example, https://b.example",
                "SWITCHBOARD_LOG_LEVEL", "Debug",
                "SWITCHBOARD_ADMIN_PASSWORD", ""));
        assertThat(config.pingInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.maxFrame()).isEqualTo(128 * 1024);
        assertThat(config.allowedOrigins()).containsExactly("https://a.example", "https://b.example");
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

    @Test
    void secrets_are_never_shown() {
        Config config = Config.of(Map.of("SWITCHBOARD_ADMIN_PASSWORD", "hunter2", "SWITCHBOARD_SECRET", "hunter2"));
        assertThat(config.toString()).doesNotContain("hunter2").contains("SWITCHBOARD_PORT=8080");
    }
}
