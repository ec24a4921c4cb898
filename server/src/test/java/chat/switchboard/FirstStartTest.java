package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What is said of a password in the environment once the server is up.
class FirstStartTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(FirstStart.class);
    private final RunningServer server = RunningServer.start();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        server.close();
    }

    @Test
    void only_another_password_is_said_to_be_ignored() {
        assertThat(warnings(RunningServer.PASSWORD)).isEmpty();
        assertThat(warnings("another fine password"))
                .singleElement()
                .asString()
                .startsWith("SWITCHBOARD_ADMIN_PASSWORD is ignored: it is not the password of admin@localhost");
    }

    @Test
    void nothing_is_said_of_a_password_that_is_not_checked() {
        server.identity().close();
        assertThat(warnings("another fine password")).isEmpty();
    }

    @Test
    void a_fault_is_logged_and_ends_nothing() {
        rename("account", "account_elsewhere");
        try {
            assertThat(warnings("another fine password"))
                    .singleElement()
                    .asString()
                    .endsWith("admin@localhost is unknown");
        } finally {
            rename("account_elsewhere", "account");
        }
    }

    private void rename(String from, String to) {
        server.postgres().asSuperuser(handle -> handle.execute("ALTER TABLE " + from + " RENAME TO " + to));
    }

    private List<String> warnings(String password) {
        log.list.clear();
        FirstStart.warnOfIgnoredPassword(server.identity(), Config.of(Map.of("SWITCHBOARD_ADMIN_PASSWORD", password)));
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
