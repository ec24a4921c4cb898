package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.kernel.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// However many connections begin a body and do not finish it, they hold a bounded number of bytes.
class UnfinishedBodiesTest {
    private static final int MOST_BYTES = 1 << 20;
    private static final int CONNECTIONS = 40;
    private static final String HALF = "x".repeat(60_000);

    static final RunningServer server = RunningServer.start(
            Map.of("SWITCHBOARD_UNFINISHED_BODIES", "1MB", "SWITCHBOARD_REQUEST_BODY_TIMEOUT", "60s"));

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_body_that_has_been_arriving_longest_gives_way() {
        List<RawConnection> begun = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) begun.add(halfSent());
            int room = MOST_BYTES / HALF.length();
            for (RawConnection old : begun.subList(0, CONNECTIONS - room - 2))
                assertThat(old.readToEnd()).startsWith("HTTP/1.1 503").contains("\"unavailable\"");
            assertThat(begun.getLast().hasAnswer()).isFalse();
            Rest.customer(server, "Ayesha").get("/me").is(200);
            begun.getLast().send("x".repeat(60_000));
            Eventually.until("the newest is answered", () -> begun.getLast().hasAnswer());
        } finally {
            begun.forEach(RawConnection::close);
        }
    }

    private static RawConnection halfSent() {
        return RawConnection.to(server)
                .send("POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 120000\r\n\r\n" + HALF);
    }
}
