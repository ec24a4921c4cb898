package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.switchboard.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What the operator reads when a proxy and the settings do not fit.
class SetupHintsTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SetupHints.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.setAdditive(true);
        logger.detachAppender(log);
    }

    @Test
    void a_refused_origin_is_told_once_with_the_settings_that_would_change_it() {
        try (RunningServer server = RunningServer.start()) {
            Rest page = Rest.nobody(server);
            for (int i = 0; i < 3; i++) {
                page.page("/socket.io/?EIO=4&transport=polling", "Origin", "https://support.example:443");
                page.page("/api/v1/faq-entries", "Origin", "https://support.example");
            }
            page.page("/socket.io/?EIO=4&transport=polling", "Origin", "null");
        }
        assertThat(lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("https://support.example ", "SWITCHBOARD_PUBLIC_URL", "SWITCHBOARD_ALLOWED_ORIGINS");
    }

    @Test
    void strangers_cannot_fill_the_log_with_origins() {
        try (RunningServer server = RunningServer.start()) {
            Rest page = Rest.nobody(server);
            for (int i = 0; i < 200; i++)
                page.page("/socket.io/?EIO=4&transport=polling", "Origin", "https://evil%d.example".formatted(i));
        }
        assertThat(lines()).hasSize(100);
    }

    @Test
    void a_forwarded_address_that_is_not_believed_is_told_once() {
        try (RunningServer server = RunningServer.start()) {
            for (String path : new String[] {"/health/live", "/api/v1/faq-entries", "/socket.io/", "/nowhere"})
                Rest.nobody(server).page(path, "X-Forwarded-For", "203.0.113.7");
        }
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("X-Forwarded-For from 127.0.0.1 ", "SWITCHBOARD_TRUSTED_PROXIES")
                .doesNotContain("203.0.113.7");
    }

    @Test
    void more_trusted_proxies_than_there_are_is_told_once() {
        try (RunningServer server = RunningServer.start(Map.of("SWITCHBOARD_TRUSTED_PROXIES", "2"))) {
            for (int i = 0; i < 2; i++) Rest.nobody(server).page("/health/live", "X-Forwarded-For", "203.0.113.7");
            Rest.nobody(server).page("/health/live", "X-Forwarded-For", "203.0.113.7, 10.0.0.1");
        }
        assertThat(lines()).singleElement().asString().contains("SWITCHBOARD_TRUSTED_PROXIES=2");
    }

    @Test
    void what_fits_is_not_talked_about() {
        var settings = Map.of("SWITCHBOARD_TRUSTED_PROXIES", "1", "SWITCHBOARD_PUBLIC_URL", "https://support.example");
        try (RunningServer server = RunningServer.start(settings)) {
            Rest page = Rest.nobody(server);
            String handshake = "/socket.io/?EIO=4&transport=polling";
            assertThat(page.page(handshake, "Origin", "https://support.example", "X-Forwarded-For", "203.0.113.7")
                            .status())
                    .isEqualTo(200);
            assertThat(page.page("/api/v1/faq-entries", "Origin", "https://support.example")
                            .header("access-control-allow-origin"))
                    .isEqualTo("https://support.example");
        }
        assertThat(lines()).isEmpty();
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
