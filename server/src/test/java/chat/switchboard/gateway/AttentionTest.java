package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three lines to an agent who is there are ordinary talk; the same three into silence are not.
class AttentionTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();
    private final SocketDesk desk = new SocketDesk(Duration.ofMillis(100), clock);
    private final TestSocket ayesha = desk.connect(desk.customer("Ayesha")).connected();
    private final String sanasToken = desk.agent("Sana").token();
    private final TestSocket sana = desk.connect(sanasToken).connected();
    private String id;

    @BeforeEach
    void open() {
        id = ayesha.ok(
                        "conversation.open",
                        "{'departmentId':'%s','message':{'id':'%s','content':'Hello'}}".formatted(Cast.CARE, Cast.id()))
                .at("/conversation/id")
                .textValue();
        sana.ok("conversation.assign", "{'conversationId':'" + id + "','agentId':'me'}");
    }

    @AfterEach
    void close() {
        ayesha.close();
        sana.close();
        desk.close();
    }

    @Test
    void an_agent_who_does_not_look_is_called() {
        say(3);

        assertThat(isEscalated()).isTrue();
    }

    @Test
    void an_agent_who_has_it_open_is_not_called_however_long_she_reads() {
        sana.ok("conversation.join", one());
        clock.advance(A_MINUTE.multipliedBy(5));
        say(5);

        assertThat(isEscalated()).isFalse();
    }

    @Test
    void a_colleague_who_has_it_open_does_not_help_the_customer() {
        try (TestSocket bilal = desk.connect(desk.admin("Bilal").token()).connected()) {
            bilal.ok("conversation.join", one());
            bilal.ok("typing.start", one());
            say(3);

            assertThat(isEscalated()).isTrue();
        }
    }

    @Test
    void a_minute_after_she_left_the_next_message_calls() {
        sana.ok("conversation.join", one());
        say(4);
        sana.ok("conversation.leave", one());
        say(1);
        assertThat(isEscalated()).isFalse();

        clock.advance(A_MINUTE);
        say(1);
        assertThat(isEscalated()).isTrue();
    }

    @Test
    void a_minute_after_her_connection_broke_the_next_message_calls() {
        sana.ok("conversation.join", one());
        sana.close();
        Eventually.until("the server has noticed", () -> desk.gateway.sockets() == 1);
        say(3);
        assertThat(isEscalated()).isFalse();

        clock.advance(A_MINUTE);
        say(1);
        assertThat(isEscalated()).isTrue();
    }

    private void say(int messages) {
        for (int i = 0; i < messages; i++)
            ayesha.ok(
                    "message.send",
                    "{'conversationId':'%s','id':'%s','content':'And %s?'}".formatted(id, Cast.id(), i));
    }

    private boolean isEscalated() {
        return !ayesha.ok("conversation.join", one())
                .at("/conversation/escalatedAt")
                .isNull();
    }

    private String one() {
        return "{'conversationId':'" + id + "'}";
    }
}
