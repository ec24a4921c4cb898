package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What happens to a conversation on the floor, as its readers see it: a real run, kept as `protocol/journeys`, at
/// whose end the client's reducer has to arrive. `-Djourneys.write` writes the files anew.
class JourneysTest {
    private static final Path FOLDER = Path.of("..", "protocol", "journeys");

    private final TestClock clock = new TestClock();
    private final SocketDesk desk = new SocketDesk(Duration.ofMillis(100), clock);
    private final String ayeshasToken = desk.customer("Ayesha");
    private final Account.Session sanasSession = desk.agent("Sana");
    private final TestSocket ayesha = desk.connect(ayeshasToken).connected();
    private final TestSocket sana = desk.connect(sanasSession.token()).connected();
    private final String id = opened();

    @AfterEach
    void close() {
        ayesha.close();
        sana.close();
        desk.close();
    }

    @Test
    void the_agent_is_lost_and_another_comes() throws IOException {
        accepted();
        try (Reader reader = customer()) {
            NamedRef lost = new NamedRef(sanasSession.account().id(), "Sana");
            server(new Command.Release(lost, Command.Release.Cause.AGENT_LOST));
            pass();
            desk.connect(desk.agent("Omar").token()).connected().ok("conversation.assign", mine());
            reader.arrives("agent-lost", "Sana is gone; Ayesha is back in the queue, and Omar joins.");
        }
    }

    @Test
    void the_third_message_without_an_answer_is_escalated() throws IOException {
        try (Reader reader = customer()) {
            say(ayesha, "Hello?");
            say(ayesha, "Anybody?");
            reader.arrives("third-message-escalates", "Nobody answers Ayesha; the third message makes it urgent.");
        }
    }

    @Test
    void the_staff_see_an_escalation_with_its_reason() throws IOException {
        accepted();
        try (Reader reader = staff()) {
            sana.ok("conversation.escalate", "{'conversationId':'%s','reason':'A refund of 900'}".formatted(id));
            reader.arrives("escalated-seen-by-staff", "Sana escalates; Omar follows it.");
        }
    }

    @Test
    void a_transfer_takes_its_note_to_the_staff_only() throws IOException {
        accepted();
        try (Reader reader = customer()) {
            sana.ok(
                    "conversation.assign",
                    "{'conversationId':'%s','agentId':null,'departmentId':'%s','note':'She is upset'}"
                            .formatted(id, Cast.PAYMENTS));
            reader.arrives("transferred", "Sana transfers Ayesha to Payments with a note that Ayesha does not see.");
        }
    }

    @Test
    void resolved_reopened_by_the_customer_closed_and_rated() throws IOException {
        accepted();
        try (Reader reader = customer()) {
            sana.ok("conversation.resolve", one());
            pass();
            say(ayesha, "One more thing");
            sana.ok("conversation.close", one());
            pass();
            ayesha.ok("conversation.rate", "{'conversationId':'%s','score':4,'comment':'Thanks'}".formatted(id));
            reader.arrives(
                    "resolved-reopened-rated", "It is resolved, Ayesha writes again, Sana closes, Ayesha rates.");
        }
    }

    @Test
    void a_late_reply_gets_louder_until_somebody_has_seen_it() throws IOException {
        desk.conversations.repliesDue(conversation -> new ReplyClock.Due(
                conversation.replyClock().since().plusSeconds(240),
                conversation.replyClock().since().plusSeconds(300)));
        accepted();
        say(ayesha, "Are you there?");
        try (Reader reader = staff()) {
            server(remind(ReplyClock.Level.WARNING));
            pass();
            server(remind(ReplyClock.Level.AGENT));
            pass();
            sana.ok("conversation.acknowledge", one());
            reader.arrives(
                    "reply-late-seen-by-staff", "Sana is late; she is warned, reminded, and says she has seen it.");
        }
    }

    private Command.Remind remind(ReplyClock.Level level) {
        ReplyClock reply = SocketDesk.done(desk.conversations.history().find(Actor.SYSTEM, UUID.fromString(id)))
                .replyClock();
        return new Command.Remind(level, reply.since(), reply.dueAt().plusSeconds(60));
    }

    private void server(Command command) {
        SocketDesk.done(desk.conversations
                .submit(Actor.SYSTEM, UUID.fromString(id), command)
                .orTimeout(30, TimeUnit.SECONDS)
                .join());
    }

    private String opened() {
        String message =
                "{'departmentId':'%s','subject':'Where is my order?','message':{'id':'%s','content':'Where is my order?'}}"
                        .formatted(Cast.CARE, Cast.id());
        return ayesha.ok("conversation.open", message).at("/conversation/id").textValue();
    }

    private void accepted() {
        pass();
        sana.ok("conversation.assign", mine());
        pass();
        say(sana, "Let me look");
    }

    private void say(TestSocket who, String words) {
        pass();
        who.ok("message.send", "{'conversationId':'%s','id':'%s','content':'%s'}".formatted(id, Cast.id(), words));
        pass();
    }

    private void pass() {
        clock.advance(Duration.ofSeconds(5));
    }

    private String one() {
        return "{'conversationId':'" + id + "'}";
    }

    private String mine() {
        return "{'conversationId':'" + id + "','agentId':'me'}";
    }

    private Reader customer() {
        return new Reader(ayeshasToken, "customer", "Ayesha");
    }

    private Reader staff() {
        return new Reader(desk.admin("Bilal").token(), "admin", "Bilal");
    }

    /// Somebody who joined before the story and writes down what came.
    private final class Reader implements AutoCloseable {
        private static final List<String> OF_THE_THREAD = List.of(
                "message.created",
                "messages.read",
                "conversation.updated",
                "agent.assigned",
                "chat.closed",
                "conversation.escalated",
                "reply.due",
                "activity.created");

        private final String token;
        private final TestSocket socket;
        private final ObjectNode journey = JsonNodeFactory.instance.objectNode();

        Reader(String token, String role, String name) {
            this.token = token;
            socket = desk.connect(token).connected();
            journey.set(
                    "me", SocketDesk.me(desk.identity, token).put("name", name).put("role", role));
            journey.set("snapshot", join(socket));
            pass();
        }

        void arrives(String file, String story) throws IOException {
            // An own command is answered after everything that was told before it.
            socket.ok("conversation.join", one());
            ArrayNode frames = journey.put("story", story).putArray("frames");
            for (TestSocket.Received it : socket.soFar())
                if (OF_THE_THREAD.contains(it.event()))
                    frames.addObject().put("event", it.event()).set("payload", it.payload());
            try (TestSocket later = desk.connect(token).connected()) {
                journey.set("after", join(later));
            }
            JsonNode stable = Journey.stable(journey);
            Path golden = FOLDER.resolve("run-" + file + ".json");
            if (System.getProperty("journeys.write") != null) Journey.write(golden, stable);
            assertThat(stable).isEqualTo(Golden.read(golden));
        }

        private JsonNode join(TestSocket who) {
            ObjectNode answer = (ObjectNode) who.ok("conversation.join", one());
            answer.remove("ok");
            return answer;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
