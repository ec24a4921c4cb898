package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.contract.CommandReader;
import chat.switchboard.contract.Contract;
import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.ActivityDetails;
import chat.switchboard.presence.Change;
import chat.switchboard.presence.Status;
import chat.switchboard.queue.Availability;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.socketio.Frame;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The wire is what `protocol/` says: every file is read, decoded, encoded back and compared.
class ProtocolTest {
    static final Map<String, Class<?>> COMMANDS = Map.ofEntries(
            Map.entry("conversation.open", Requests.Open.class),
            Map.entry("conversation.join", Requests.Join.class),
            Map.entry("conversation.leave", Requests.OneConversation.class),
            Map.entry("message.send", Requests.Send.class),
            Map.entry("message.read", Requests.MarkRead.class),
            Map.entry("typing.start", Requests.Typing.class),
            Map.entry("typing.stop", Requests.Typing.class),
            Map.entry("conversation.handoff", Requests.OneConversation.class),
            Map.entry("conversation.assign", Requests.Assign.class),
            Map.entry("conversation.resolve", Requests.Settle.class),
            Map.entry("conversation.reopen", Requests.Settle.class),
            Map.entry("conversation.close", Requests.Settle.class),
            Map.entry("conversation.escalate", Requests.Escalate.class),
            Map.entry("conversation.rate", Requests.Rate.class),
            Map.entry("conversation.acknowledge", Requests.OneConversation.class),
            Map.entry("queue.next", Requests.TakeNext.class),
            Map.entry("session.renew", Requests.RenewSession.class),
            Map.entry("presence.set", Requests.SetPresence.class),
            Map.entry("inbox.join", Requests.JoinInbox.class));

    private static final Set<String> OF_CUSTOMERS =
            Set.of("conversation.open", "conversation.handoff", "conversation.rate");

    static final Contract CONTRACT = Contract.load();

    /// Described already, not spoken yet.
    private static final Set<String> NOT_YET = Set.of("note.created", "message.created.file");

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_is_read_and_written_back_as_it_stands(Path file) throws JsonProcessingException {
        JsonNode golden = Golden.read(file);
        String command = golden.get("command").textValue();
        JsonNode payload = golden.get("payload");

        JsonNode sent = payload.deepCopy();
        Outcome<?> read = read(command, sent);

        assertThat(read).isInstanceOf(Outcome.Done.class);
        Object value = ((Outcome.Done<?>) read).value();
        assertThat(withoutNulls(Golden.JSON.valueToTree(value))).isEqualTo(withoutNulls(payload.deepCopy()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_with_an_unknown_field_is_refused_by_its_name(Path file) {
        JsonNode golden = Golden.read(file);
        ObjectNode payload = golden.get("payload").deepCopy();
        payload.put("colour", "red");

        var read = read(golden.get("command").textValue(), payload);

        assertThat(((Outcome.Refused<?>) read).refusal().field()).isEqualTo("colour");
    }

    private static Outcome<?> read(String command, JsonNode payload) {
        return read(command, Golden.JSON.createArrayNode().add(payload));
    }

    static Outcome<?> read(String command, ArrayNode args) {
        Actor sender = OF_CUSTOMERS.contains(command)
                ? new Actor.Customer(UUID.randomUUID(), "Ayesha")
                : new Actor.Admin(UUID.randomUUID(), "Bilal");
        return new CommandReader(CONTRACT).read(sender, command, args, COMMANDS.get(command));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_it_stands(Path file) throws JsonProcessingException {
        JsonNode golden = Golden.read(file);

        JsonNode frame = Golden.JSON.readTree(frame(golden).toString());

        assertThat(frame.get(0).textValue()).isEqualTo(golden.get("event").textValue());
        assertThat(frame.get(1)).isEqualTo(golden.get("payload"));
    }

    @ParameterizedTest
    @MethodSource("journeys")
    void every_event_of_a_journey_is_one_the_server_writes(Path file) throws JsonProcessingException {
        JsonNode journey = Golden.read(file);
        boolean isStaff = !journey.at("/me/role").textValue().equals("customer");
        for (JsonNode told : journey.get("frames")) {
            if (!told.has("event")) continue;
            JsonNode golden = ((ObjectNode) told).put("view", isStaff ? "staff" : "customer");
            JsonNode frame = Golden.JSON.readTree(frame(golden).toString());
            assertThat(frame.get(0)).isEqualTo(told.get("event"));
            assertThat(frame.get(1)).isEqualTo(told.get("payload"));
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refusal_is_written_as_it_stands(Path file) throws java.io.IOException {
        JsonNode golden = Golden.read(file);
        JsonNode error =
                golden.get("socket").has("error") ? golden.get("socket").get("error") : golden.get("socket");
        Refusal.Code code = Refusal.Code.valueOf(error.get("code").textValue().toUpperCase(java.util.Locale.ROOT));
        Refusal.Because because = because(error);
        Refusal refusal = new Refusal(
                code,
                because == null ? error.get("message").textValue() : null,
                because,
                Golden.text(error.get("field")),
                error.has("retryAfter") ? error.get("retryAfter").intValue() : null,
                current(error.path("current")));

        assertThat(Golden.JSON.readTree(Acknowledgement.refused(refusal)).get("error"))
                .isEqualTo(error);
        assertThat(golden.get("status").intValue()).isEqualTo(code.status());
    }

    private static Refusal.Because because(JsonNode error) {
        if (!error.has("reason")) return null;
        Refusal.Reason reason =
                Refusal.Reason.valueOf(error.get("reason").textValue().toUpperCase(Locale.ROOT));
        java.util.Map<String, Object> parameters = new java.util.LinkedHashMap<>();
        error.path("parameters")
                .properties()
                .forEach(it -> parameters.put(
                        it.getKey(),
                        it.getValue().isInt()
                                ? it.getValue().intValue()
                                : it.getValue().textValue()));
        return new Refusal.Because(reason, parameters);
    }

    private static Refusal.Current current(JsonNode json) {
        return switch (json.getNodeType()) {
            case MISSING -> null;
            case OBJECT -> new Refusal.Current.Named(Golden.uuid(json.get("id")), Golden.text(json.get("name")));
            case ARRAY -> new Refusal.Current.Texts(Golden.JSON.convertValue(json, Golden.TEXTS));
            default -> new Refusal.Current.Text(json.textValue());
        };
    }

    static Stream<Path> commands() {
        return Golden.files("client").filter(ProtocolTest::isSpoken);
    }

    static Stream<Path> events() {
        return Golden.files("server").filter(ProtocolTest::isSpoken);
    }

    static Stream<Path> journeys() {
        return Golden.files("journeys");
    }

    static Stream<Path> refusals() {
        return Golden.files("refusals");
    }

    private static boolean isSpoken(Path file) {
        String name = file.getFileName().toString().replace(".json", "");
        return NOT_YET.stream().noneMatch(it -> name.equals(it) || name.startsWith(it + "."));
    }

    private static Frame frame(JsonNode golden) {
        JsonNode payload = golden.get("payload");
        return switch (golden.get("event").textValue()) {
            case "message.created" -> Frames.messageCreated(Golden.message(payload.get("message")));
            case "messages.read" -> Frames.messagesRead(mark(payload));
            case "agent.assigned" ->
                Frames.agentAssigned(
                        Golden.uuid(payload.get("conversationId")),
                        new Event.AgentAssigned(Golden.person(payload.get("agent")), Golden.time(payload.get("at"))));
            case "chat.closed" ->
                Frames.chatClosed(
                        Golden.uuid(payload.get("conversationId")),
                        new Event.ChatClosed(Golden.sender(payload.get("by")), Golden.time(payload.get("at"))));
            case "conversation.escalated" ->
                Frames.escalated(
                        Golden.uuid(payload.get("conversationId")),
                        new Event.Escalated(
                                Golden.sender(payload.get("by")),
                                new Activity.Details.Escalated(
                                        Activity.Details.Escalated.Cause.valueOf(Golden.text(payload.get("cause"))
                                                .toUpperCase(Locale.ROOT)),
                                        payload.has("messages") ? null : Golden.text(payload.get("reason")),
                                        payload.has("messages")
                                                ? payload.get("messages").intValue()
                                                : null),
                                Golden.time(payload.get("at"))));
            case "reply.due" ->
                Frames.replyDue(
                        Golden.uuid(payload.get("conversationId")),
                        new Event.ReplyDue(
                                ReplyClock.Level.of(payload.get("level").textValue()),
                                Golden.time(payload.get("dueAt")),
                                Golden.time(payload.get("at"))));
            case "activity.created" -> Frames.activityCreated(activity(payload));
            case "conversation.created" ->
                Frames.conversationCreated(
                        Golden.conversation(payload.get("conversation")), queue(payload), audience(golden));
            case "conversation.updated" ->
                Frames.conversationUpdated(
                        Golden.conversation(payload.get("conversation")), queue(payload), audience(golden));
            case "inbox.changed" -> inboxChanged(payload);
            case "queue.updated" ->
                Frames.queueUpdated(Golden.uuid(payload.get("conversationId")), Golden.place(payload));
            case "agent.presence.changed" ->
                Frames.presenceChanged(new Change(
                        Golden.person(payload.get("agent")),
                        Status.of(payload.get("status").textValue()),
                        Golden.time(payload.get("at"))));
            case "agents.availability" ->
                Frames.availability(new Availability(
                        payload.get("online").booleanValue(),
                        payload.get("estimatedWaitSeconds").isNull()
                                ? null
                                : payload.get("estimatedWaitSeconds").intValue(),
                        payload.get("bot").booleanValue()));
            case "conversation.position" ->
                Frames.position(
                        Golden.uuid(payload.get("conversationId")),
                        payload.get("lastSeq").intValue());
            case "typing.started" ->
                Frames.typingStarted(
                        Golden.uuid(payload.get("conversationId")),
                        Golden.sender(payload.get("by")),
                        Golden.text(payload.get("preview")));
            case "typing.stopped" ->
                Frames.typingStopped(Golden.uuid(payload.get("conversationId")), Golden.sender(payload.get("by")));
            case "server.draining" ->
                Frames.draining(payload.get("reconnectWithinMs").longValue());
            default -> throw new AssertionError("No frame is made for " + golden.get("event"));
        };
    }

    private static Frame inboxChanged(JsonNode payload) {
        List<byte[]> rows = new ArrayList<>();
        for (JsonNode row : payload.get("conversations"))
            rows.add(Json.bytes(json -> Views.conversation(
                    json, Golden.conversation(row), Golden.place(row.get("queue")), Audience.STAFF)));
        List<UUID> removed = new ArrayList<>();
        payload.get("removed").forEach(id -> removed.add(Golden.uuid(id)));
        return Frames.inboxChanged(rows, removed, Golden.JSON.convertValue(payload.get("counts"), Inbox.Counts.class));
    }

    private static QueuePosition queue(JsonNode payload) {
        return Golden.place(payload.get("conversation").get("queue"));
    }

    private static Audience audience(JsonNode golden) {
        return golden.get("view").textValue().equals("staff") ? Audience.STAFF : Audience.CUSTOMER;
    }

    private static ReadMark mark(JsonNode payload) {
        JsonNode mark = payload.get("mark");
        JsonNode reader = mark.get("reader");
        return new ReadMark(
                Golden.uuid(payload.get("conversationId")),
                new Message.Reader(
                        Message.Sender.Type.of(reader.get("type").textValue()), Golden.uuid(reader.get("id"))),
                mark.get("seq").intValue(),
                Golden.time(mark.get("at")));
    }

    private static Activity activity(JsonNode payload) {
        JsonNode activity = payload.get("activity");
        return new Activity(
                Golden.uuid(activity.get("id")),
                Golden.uuid(payload.get("conversationId")),
                Golden.sender(activity.get("by")),
                ActivityDetails.read(
                        activity.get("type").textValue(),
                        activity.get("details").toString()),
                Golden.time(activity.get("createdAt")));
    }

    private static JsonNode withoutNulls(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
            object.properties().forEach(field -> withoutNulls(field.getValue()));
        }
        return json;
    }
}
