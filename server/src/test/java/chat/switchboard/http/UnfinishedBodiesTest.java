package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.kernel.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// However many connections begin a body and do not finish it, they hold a bounded number of bytes.
class UnfinishedBodiesTest {
    private static final int MOST_BYTES = 1 << 20;
    private static final String HALF = "x".repeat(60_000);
    /// As many as there is room for.
    private static final int ROOM = MOST_BYTES / HALF.length();

    static final RunningServer server = RunningServer.start(
            Map.of("SWITCHBOARD_UNFINISHED_BODIES", "1MB", "SWITCHBOARD_REQUEST_BODY_TIMEOUT", "60s"));

    private final List<RawConnection> begun = new ArrayList<>();

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        begun.forEach(RawConnection::close);
    }

    /// Connections are read by several threads, so those that are open at once have no order. One that is begun when
    /// the one before has pushed another out is younger than it.
    @Test
    void the_body_that_has_been_arriving_longest_gives_way() {
        for (int i = 0; i < ROOM; i++) begun.add(halfSent());
        for (int i = 1; i <= ROOM; i++) beginAndPushOut(i);
        List<RawConnection> inOrder = List.copyOf(begun.subList(ROOM, begun.size()));
        for (int i = 1; i < ROOM; i++) {
            beginAndPushOut(ROOM + i);
            assertThat(inOrder.get(i - 1).hasAnswer()).isTrue();
            assertThat(inOrder.get(i).hasAnswer()).isFalse();
        }
        for (RawConnection old : begun.subList(0, 2 * ROOM - 1))
            assertThat(old.readToEnd()).startsWith("HTTP/1.1 503").contains("\"unavailable\"");
        Rest.customer(server, "Ayesha").get("/me").is(200);
        RawConnection newest = begun.getLast().send(HALF);
        Eventually.until("the newest is answered", newest::hasAnswer);
        assertThat(newest.readAnswer()).startsWith("HTTP/1.1 422");
    }

    /// @param answered of all so far
    private void beginAndPushOut(int answered) {
        begun.add(halfSent());
        Eventually.until(answered + " gave way", () -> gaveWay() == answered);
    }

    private long gaveWay() {
        return begun.stream().filter(RawConnection::hasAnswer).count();
    }

    private static RawConnection halfSent() {
        return RawConnection.to(server)
                .send("POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 120000\r\n\r\n" + HALF);
    }
}
