package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What happens to a conversation, as one of its readers receives it: every file of `protocol/journeys` is such a run,
/// and the client's reducer has to arrive at its end. `-Djourneys.write` writes the files anew.
class JourneysTest {
    private static final Path FOLDER = Path.of("..", "protocol", "journeys");

    private final TestClock clock = new TestClock();
    private final SocketDesk desk = new SocketDesk(Duration.ofMillis(100), clock);
    private final String ayeshasToken;
    private final Account.Session sanasSession;
    private final TestSocket ayesha;
    private final TestSocket sana;
    private String id;

    JourneysTest() {
        ayeshasToken = desk.customer("Ayesha");
        // Read marks stand in the order of their readers' ids, which begin with the time.
        pass();
        sanasSession = desk.agent("Sana");
        ayesha = desk.connect(ayeshasToken).connected();
        sana = desk.connect(sanasSession.token()).connected();
    }

    @AfterEach
    void close() {
        ayesha.close();
        sana.close();
        desk.close();
    }

    @Test
    void a_conversation_is_opened_and_the_bot_answers() throws IOException {
        desk.conversations.surroundings().botActiveWhen(() -> true);
        try (Reader reader = reader(ayeshasToken, "customer", "Ayesha")) {
            JsonNode opened = reader.commands("conversation.open", opening());
            id = opened.at("/conversation/id").textValue();
            reader.commands("conversation.join", one());
            pass();
            server(Actor.BOT, menu());
            reader.arrives("open-and-first-message", "Ayesha opens a conversation; the bot answers.");
        }
    }

    @Test
    void the_customer_asks_for_a_person() throws IOException {
        desk.conversations.surroundings().botActiveWhen(() -> true);
        asks();
        server(Actor.BOT, menu());
        try (Reader reader = customer()) {
            reader.commands("conversation.handoff", one());
            reader.arrives("handoff-into-the-queue", "Ayesha asks for a person and waits in the queue.");
        }
    }

    @Test
    void the_queue_and_the_staff_move_while_the_customer_waits() throws IOException {
        try (TestSocket zara = desk.connect(desk.customer("Zara")).connected()) {
            String first = zara.ok("conversation.open", opening())
                    .at("/conversation/id")
                    .textValue();
            asks();
            try (Reader reader = customer()) {
                sana.ok("conversation.close", "{'conversationId':'%s'}".formatted(first));
                reader.sees("queue.updated");
                // Who is busy takes nobody from the queue.
                sana.ok("presence.set", "{'status':'busy'}");
                reader.sees("agents.availability", it -> it.get("online").booleanValue());
                sana.ok("presence.set", "{'status':'offline'}");
                reader.sees("agents.availability", it -> !it.get("online").booleanValue());
                reader.arrives("who-is-here", "Ayesha moves up in the queue; an agent comes and goes.");
            }
        }
    }

    @Test
    void an_agent_joins() throws IOException {
        asks();
        try (Reader reader = customer()) {
            sana.ok("conversation.assign", mine());
            say(sana, "Hello Ayesha, let me look");
            reader.arrives("agent-joins", "Sana takes Ayesha from the queue and answers.");
        }
    }

    @Test
    void the_agent_who_joins_sees_what_staff_see() throws IOException {
        asks();
        try (Reader reader = sana()) {
            reader.commands("conversation.assign", mine());
            pass();
            reader.commands("message.send", message("Hello Ayesha, let me look"));
            reader.arrives("agent-joins-seen-by-staff", "Sana takes Ayesha from the queue and answers.");
        }
    }

    @Test
    void an_agent_takes_the_next_one() throws IOException {
        asks();
        try (Reader reader = sana()) {
            reader.commands("queue.next", "{}");
            reader.arrives("take-next", "Sana asks for whoever waits longest: it is Ayesha.");
        }
    }

    @Test
    void the_agent_is_lost_and_another_comes() throws IOException {
        accepted();
        try (Reader reader = customer()) {
            NamedRef lost = new NamedRef(sanasSession.account().id(), "Sana");
            server(Actor.SYSTEM, new Command.Release(lost, Command.Release.Cause.AGENT_LOST));
            pass();
            desk.connect(desk.agent("Omar").token()).connected().ok("conversation.assign", mine());
            reader.arrives("agent-lost", "Sana is gone; Ayesha is back in the queue, and Omar joins.");
        }
    }

    @Test
    void colleagues_who_come_and_go_change_no_conversation() throws IOException {
        accepted();
        try (Reader reader = staff();
                TestSocket omar = desk.connect(desk.agent("Omar").token()).connected()) {
            for (String status : List.of("online", "busy", "offline")) {
                pass();
                omar.ok("presence.set", "{'status':'%s'}".formatted(status));
                reader.sees(
                        "agent.presence.changed",
                        it -> it.at("/status").textValue().equals(status));
            }
            reader.arrives("colleagues-come-and-go", "Omar comes, is busy, and goes again.");
        }
    }

    @Test
    void the_third_message_without_an_answer_is_escalated() throws IOException {
        asks();
        try (Reader reader = customer()) {
            say(ayesha, "Hello?");
            say(ayesha, "Anybody?");
            reader.arrives("third-message-escalates", "Nobody answers Ayesha; the third message makes it urgent.");
        }
    }

    @Test
    void the_staff_see_why_it_is_urgent_and_who_answers() throws IOException {
        asks();
        try (Reader reader = staff()) {
            say(ayesha, "Hello?");
            say(ayesha, "Anybody?");
            sana.ok("conversation.assign", mine());
            say(sana, "Sorry, let me look");
            reader.arrives(
                    "third-message-escalates-seen-by-staff", "The third message makes it urgent; Sana answers it.");
        }
    }

    @Test
    void an_agent_escalates() throws IOException {
        accepted();
        try (Reader reader = sana()) {
            reader.commands(
                    "conversation.escalate", "{'conversationId':'%s','reason':'A refund of 900'}".formatted(id));
            reader.arrives("escalated-by-hand", "Sana asks for help with a reason.");
        }
    }

    @Test
    void the_staff_see_an_escalation_with_its_reason() throws IOException {
        accepted();
        try (Reader reader = staff()) {
            sana.ok("conversation.escalate", "{'conversationId':'%s','reason':'A refund of 900'}".formatted(id));
            reader.arrives("escalated-seen-by-staff", "Sana asks for help with a reason; Bilal follows it.");
        }
    }

    @Test
    void a_transfer_takes_its_note_to_the_staff_only() throws IOException {
        accepted();
        try (Reader reader = customer()) {
            sana.ok("conversation.assign", transfer("null", "'" + Cast.PAYMENTS + "'"));
            reader.arrives(
                    "transfer-to-a-department",
                    "Sana transfers Ayesha to Payments with a note that Ayesha does not see.");
        }
    }

    @Test
    void an_admin_transfers_to_a_colleague() throws IOException {
        accepted();
        Account.Session omar = desk.agent("Omar");
        try (TestSocket socket = desk.connect(omar.token()).connected();
                Reader reader = staff()) {
            socket.ok("presence.set", "{'status':'online'}");
            reader.commands("conversation.assign", transfer("'" + omar.account().id() + "'", "null"));
            reader.arrives("transfer-to-a-colleague", "Bilal transfers Ayesha from Sana to Omar, with a note.");
        }
    }

    @Test
    void an_agent_hands_a_conversation_back() throws IOException {
        accepted();
        try (Reader reader = sana()) {
            reader.commands("conversation.assign", "{'conversationId':'%s','agentId':null}".formatted(id));
            reader.arrives("handed-back", "Sana gives Ayesha back to the queue.");
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
            reader.commands("conversation.rate", "{'conversationId':'%s','score':4,'comment':'Thanks'}".formatted(id));
            reader.arrives(
                    "resolved-reopened-rated", "It is resolved, Ayesha writes again, Sana closes, Ayesha rates.");
        }
    }

    @Test
    void a_late_reply_gets_louder_until_the_agent_has_seen_it() throws IOException {
        desk.conversations
                .surroundings()
                .repliesDue(conversation -> new ReplyClock.Due(
                        conversation.replyClock().since().plusSeconds(240),
                        conversation.replyClock().since().plusSeconds(300)));
        accepted();
        say(ayesha, "Are you there?");
        try (Reader reader = sana()) {
            for (ReplyClock.Level level :
                    List.of(ReplyClock.Level.WARNING, ReplyClock.Level.AGENT, ReplyClock.Level.DEPARTMENT)) {
                server(Actor.SYSTEM, remind(level));
                pass();
            }
            reader.commands("conversation.acknowledge", one());
            pass();
            reader.commands("message.send", message("Yes, I am"));
            reader.arrives("late-reply", "Sana is late; she is reminded, says that she has seen it, and answers.");
        }
    }

    @Test
    void a_read_mark_only_moves_forward() throws IOException {
        accepted();
        say(ayesha, "Thank you");
        try (Reader reader = customer()) {
            sana.ok("message.read", "{'conversationId':'%s','seq':3}".formatted(id));
            pass();
            sana.ok("message.read", "{'conversationId':'%s','seq':5}".formatted(id));
            pass();
            ayesha.ok("message.read", "{'conversationId':'%s','seq':4}".formatted(id));
            reader.arrives(
                    "read-marks",
                    "Each side reads; an older mark comes late and changes nothing.",
                    Distortion.repeat(0));
        }
    }

    @Test
    void a_message_that_arrives_again_is_there_once() throws IOException {
        accepted();
        try (Reader reader = customer()) {
            reader.commands("message.send", message("It says delivered"));
            say(sana, "I will ask the courier");
            reader.arrives(
                    "duplicate-delivery",
                    "Ayesha's message, its answer and Sana's reply arrive twice.",
                    Distortion.repeat(0),
                    Distortion.repeat(1),
                    Distortion.repeat(2));
        }
    }

    @Test
    void a_message_that_overtakes_another_shows_a_gap() throws IOException {
        accepted();
        int before = lastSeq();
        try (Reader reader = customer()) {
            say(sana, "Found it");
            say(sana, "It comes today");
            reader.commands("conversation.join", after(before + 1));
            reader.arrives(
                    "overtaken", "The second message overtakes the first; it is fetched.", Distortion.swap(0, 1));
        }
    }

    @Test
    void missed_messages_are_fetched_page_by_page() throws IOException {
        asks();
        int before = lastSeq();
        try (Reader reader = customer()) {
            sana.ok("conversation.assign", mine());
            say(sana, "Hello Ayesha");
            say(sana, "Found it");
            say(sana, "It comes today");
            reader.commands("conversation.join", after(before));
            // Two events and three messages; only the last of them arrives, and one page holds two.
            reader.arrives(
                    "gap-then-catch-up",
                    "All but the last message is lost; it shows the gap, and pages close it.",
                    Distortion.drop(0),
                    Distortion.drop(0),
                    Distortion.drop(0),
                    Distortion.drop(0),
                    Distortion.drop(0),
                    Distortion.page(1, 2));
        }
    }

    @Test
    void a_position_shows_that_the_last_message_is_missing() throws IOException {
        accepted();
        int before = lastSeq();
        try (Reader reader = customer()) {
            say(sana, "It comes today");
            reader.sees("conversation.position", it -> it.get("lastSeq").intValue() == before + 1);
            reader.commands("conversation.join", after(before));
            reader.arrives(
                    "position-shows-a-missing-last-message",
                    "The last message is lost; the position shows it, and it is fetched.",
                    Distortion.drop(0));
        }
    }

    @Test
    void after_a_restore_from_a_backup_everything_is_loaded_afresh() throws IOException {
        accepted();
        try (Reader reader = customer()) {
            desk.database.asSuperuser(handle -> {
                handle.execute("UPDATE ledger_epoch SET identity = 'another database'");
                return handle.execute("SELECT ledger_recognize_restore()");
            });
            reader.commands("conversation.join", after(lastSeq()));
            reader.commands("conversation.join", one());
            reader.arrives("epoch-change", "The ledger was restored from a backup: what was held is loaded afresh.");
        }
    }

    /// So nothing is in the folder that no run has shown.
    @Test
    void every_journey_comes_from_a_run() throws IOException {
        String runs =
                Files.readString(Path.of("src", "test", "java", "chat", "switchboard", "gateway", "JourneysTest.java"));
        assertThat(Golden.files("journeys"))
                .allSatisfy(file -> assertThat(runs)
                        .contains('"' + file.getFileName().toString().replace(".json", "") + '"'));
    }

    private Command.Remind remind(ReplyClock.Level level) {
        ReplyClock reply = SocketDesk.done(desk.conversations.history().find(Actor.SYSTEM, UUID.fromString(id)))
                .replyClock();
        return new Command.Remind(level, reply.since(), reply.dueAt().plusSeconds(60));
    }

    private static Command.Send menu() {
        List<Message.Metadata.Option> options = List.of(
                new Message.Metadata.Option("order", "My order"), new Message.Metadata.Option("agent", "A person"));
        return new Command.Send(
                Cast.id(),
                Message.Kind.QUICK_REPLY,
                "What is it about?",
                new Message.Metadata.QuickReplies(options),
                null);
    }

    private void server(Actor actor, Command command) {
        SocketDesk.done(desk.conversations
                .submit(actor, UUID.fromString(id), command)
                .orTimeout(30, TimeUnit.SECONDS)
                .join());
    }

    private void asks() {
        id = ayesha.ok("conversation.open", opening()).at("/conversation/id").textValue();
    }

    private void accepted() {
        asks();
        pass();
        sana.ok("conversation.assign", mine());
        pass();
        say(sana, "Let me look");
    }

    private void say(TestSocket who, String words) {
        pass();
        who.ok("message.send", message(words));
        pass();
    }

    private void pass() {
        clock.advance(Duration.ofSeconds(5));
    }

    private int lastSeq() {
        return SocketDesk.done(desk.conversations.history().find(Actor.SYSTEM, UUID.fromString(id)))
                .counts()
                .lastSeq();
    }

    private static String opening() {
        return "{'departmentId':'%s','subject':'Where is my order?','message':{'id':'%s','content':'Where is my order?'}}"
                .formatted(Cast.CARE, Cast.id());
    }

    private String message(String words) {
        return "{'conversationId':'%s','id':'%s','content':'%s'}".formatted(id, Cast.id(), words);
    }

    private String transfer(String agent, String department) {
        return "{'conversationId':'%s','agentId':%s,'departmentId':%s,'note':'She is upset'}"
                .formatted(id, agent, department);
    }

    private String one() {
        return "{'conversationId':'" + id + "'}";
    }

    private String mine() {
        return "{'conversationId':'" + id + "','agentId':'me'}";
    }

    private String after(int seq) {
        return "{'conversationId':'%s','after':%d}".formatted(id, seq);
    }

    private Reader customer() {
        return reader(ayeshasToken, "customer", "Ayesha").joined();
    }

    private Reader sana() {
        return reader(sanasSession.token(), "agent", "Sana").joined();
    }

    private Reader staff() {
        return reader(desk.admin("Bilal").token(), "admin", "Bilal").joined();
    }

    private Reader reader(String token, String role, String name) {
        return new Reader(
                token, SocketDesk.me(desk.identity, token).put("name", name).put("role", role));
    }

    /// Somebody who writes down what is received.
    private final class Reader implements AutoCloseable {
        /// What a conversation's members are told of each change. Other events come when a job gets to it, so only
        /// those are written down that the run waits for.
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
        private final JsonNode me;
        private final TestSocket socket;
        private final List<JsonNode> frames = new ArrayList<>();
        private JsonNode snapshot = JsonNodeFactory.instance.nullNode();

        Reader(String token, JsonNode me) {
            this.token = token;
            this.me = me;
            socket = desk.connect(token).connected();
        }

        Reader joined() {
            snapshot = join(socket);
            pass();
            return this;
        }

        /// An own command, whose answer is a frame too.
        JsonNode commands(String command, String payload) {
            TestSocket.Answered answered = socket.askInOrder(command, payload);
            answered.before().forEach(this::heard);
            assertThat(answered.answer().get("ok").booleanValue())
                    .as("%s", answered.answer())
                    .isTrue();
            frames.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("command", command)
                    .<ObjectNode>set("payload", TestSocket.json(TestSocket.object(payload)))
                    .set("answer", answered.answer()));
            return answered.answer();
        }

        void sees(String event) {
            sees(event, _ -> true);
        }

        /// Waits for it.
        void sees(String event, Predicate<JsonNode> which) {
            while (true) {
                TestSocket.Received next = socket.next();
                if (next.event().equals(event) && which.test(next.payload())) {
                    frames.add(frame(next));
                    return;
                }
                heard(next);
            }
        }

        private void heard(TestSocket.Received received) {
            if (OF_THE_THREAD.contains(received.event())) frames.add(frame(received));
        }

        private static JsonNode frame(TestSocket.Received received) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("event", received.event())
                    .set("payload", received.payload());
        }

        void arrives(String file, String story, Distortion... distortions) throws IOException {
            // A command is answered after everything that was told before it.
            socket.askInOrder("conversation.join", one()).before().forEach(this::heard);
            ObjectNode journey = JsonNodeFactory.instance.objectNode().put("story", story);
            Stream.of(distortions).map(Distortion::name).forEach(journey.withArray("distortions")::add);
            journey.set("me", me);
            journey.set("snapshot", snapshot);
            journey.putArray("frames").addAll(Distortion.apply(Arrays.asList(distortions), frames));
            try (TestSocket later = desk.connect(token).connected()) {
                journey.set("after", join(later));
            }
            JsonNode stable = Journey.stable(journey);
            Path golden = FOLDER.resolve(file + ".json");
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
