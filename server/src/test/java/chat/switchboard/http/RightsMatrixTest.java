package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.contract.Contract;
import chat.switchboard.contract.Contract.Access;
import chat.switchboard.contract.Contract.Operation;
import chat.switchboard.fault.Wire;
import chat.switchboard.http.Rest.Answer;
import chat.switchboard.http.SampleDesk.Attempt;
import chat.switchboard.http.SampleDesk.Who;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of the contract and every command of a socket, by everybody, about something of
/// their own, of others, and about nothing. Who may is what the contract says (`x-actors`, `from`);
/// everything else follows.
class RightsMatrixTest {
    private static final Contract CONTRACT = Contract.load();
    /// An agent who was too late in her own department is told who was faster.
    private static final Set<String> TELL_WHO_WAS_FASTER =
            Set.of("sendMessage", "assignConversation", "message.send", "conversation.assign");

    private static final SampleDesk desk = new SampleDesk();

    @AfterAll
    static void stop() {
        desk.close();
    }

    static List<Operation> operations() {
        return CONTRACT.operations();
    }

    static Set<String> commands() {
        return CONTRACT.commands();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whoever_may_does_it_and_nobody_learns_of_what_is_not_theirs(Operation operation) {
        List<Who> allowed =
                Stream.of(Who.values()).filter(who -> may(operation, who)).toList();
        Attempt first = desk.own(operation, allowed.getFirst());
        for (Who who : Who.values())
            if (!allowed.contains(who)) refusedWhateverItIsAbout(first.by(desk.person(who)), who);
        for (Who who : allowed) {
            Attempt own = who == allowed.getFirst() ? first : desk.own(operation, who);
            if (own.id() != null) notToldOfOthers(own, who);
            succeeds(own, who);
        }
    }

    private static void refusedWhateverItIsAbout(Attempt attempt, Who who) {
        Operation operation = attempt.operation();
        Answer own = attempt.send();
        refused(own, who, operation.id() + " by " + who);
        if (attempt.id() == null) return;
        boolean isConversation = operation.path().startsWith("/conversations");
        String foreign = isConversation ? desk.foreign(who) : null;
        for (String other : Stream.of(SampleDesk.unknown(operation), foreign)
                .filter(Objects::nonNull)
                .toList())
            assertThat(visible(attempt.about(other).send()))
                    .describedAs("%s by %s, about %s", operation.id(), who, other)
                    .isEqualTo(visible(own));
    }

    private static void notToldOfOthers(Attempt attempt, Who who) {
        Operation operation = attempt.operation();
        String what = operation.id() + " by " + who;
        String id = SampleDesk.unknown(operation);
        if (id == null) return;
        Answer unknown = attempt.about(id).send();
        assertThat(unknown.status())
                .describedAs("%s, unknown: %s", what, unknown.text())
                .isEqualTo(404);
        String foreign = desk.foreign(operation, who);
        if (foreign == null) return;
        boolean isConversation = foreign.equals(desk.foreign(who));
        String before = isConversation ? state(foreign) : null;
        assertThat(visible(attempt.about(foreign).send()))
                .describedAs("%s, foreign", what)
                .isEqualTo(visible(unknown));
        if (!isConversation) return;
        assertThat(state(foreign)).describedAs(what).isEqualTo(before);
        if (who == Who.AGENT && !TELL_WHO_WAS_FASTER.contains(operation.id()))
            assertThat(visible(attempt.about(desk.colleagues()).send()))
                    .describedAs("%s, a colleague's", what)
                    .isEqualTo(visible(unknown));
    }

    private static void succeeds(Attempt own, Who who) {
        Answer answer = own.send();
        String what = own.operation().id() + " by " + who;
        assertThat(answer.status()).describedAs("%s: %s", what, answer.text()).isBetween(200, 299);
        if (desk.foreign(who) != null)
            assertThat(answer.text()).describedAs(what).doesNotContain(desk.foreign(who));
    }

    /// With an id in the body.
    @Test
    void a_canned_reply_is_filled_in_for_no_conversation_that_one_does_not_see() {
        Operation render = operations().stream()
                .filter(operation -> operation.id().equals("renderCannedReply"))
                .findFirst()
                .orElseThrow();
        for (Who who : List.of(Who.AGENT, Who.AGENT_ELSEWHERE)) {
            Attempt own = desk.own(render, who);
            Answer unknown = about(own, UUID.randomUUID().toString());
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(visible(about(own, desk.foreign(who)))).isEqualTo(visible(unknown));
        }
    }

    private static Answer about(Attempt rendering, String conversation) {
        String body = "{\"conversationId\":\"%s\"}".formatted(conversation);
        return new Attempt(rendering.by(), rendering.operation(), rendering.id(), "", body).send();
    }

    static Stream<Operation> operationsWithParametersForSome() {
        return operations().stream()
                .filter(operation -> !parametersForSome(operation).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("operationsWithParametersForSome")
    void a_parameter_is_for_those_whom_the_contract_names(Operation operation) {
        for (JsonNode parameter : parametersForSome(operation))
            for (Who who : Who.values()) {
                String value = parameter.at("/schema/type").asText().equals("boolean") ? "true" : "x";
                String query = "?%s=%s".formatted(parameter.get("name").textValue(), value);
                Answer answer = new Attempt(desk.person(who), operation, null, query, null).send();
                if (!contains(parameter.get("x-actors"), who) || !may(operation, who))
                    refused(answer, who, operation.id() + query + " by " + who);
                else answer.is(200);
            }
    }

    private static List<JsonNode> parametersForSome(Operation operation) {
        return desk.bodies()
                .declared(operation)
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.has("x-actors"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_socket_is_told_no_more_than_that(String command) throws IOException {
        for (Who who : Who.values()) {
            if (!who.isKnown()) continue;
            URI server = URI.create("http://127.0.0.1:" + desk.server().port());
            try (Wire socket = Wire.connect(server, desk.person(who).token(), _ -> {})) {
                bySocket(socket, command, who);
            }
        }
    }

    private static void bySocket(Wire socket, String command, Who who) throws IOException {
        ObjectNode payload = desk.payload(command, who);
        String what = command + " by " + who;
        boolean may = contains(desk.bodies().declared(command).get("x-from"), who);
        if (payload.has("conversationId")) {
            JsonNode unknown = call(socket, command, payload, UUID.randomUUID().toString());
            // Nobody is in a room that is not there.
            if (!command.equals("conversation.leave"))
                assertThat(unknown.at("/error/code").asText())
                        .describedAs("%s, unknown: %s", what, unknown)
                        .isEqualTo(may ? "not_found" : "forbidden");
            if (desk.foreign(who) != null)
                assertThat(call(socket, command, payload, desk.foreign(who)))
                        .describedAs("%s, foreign", what)
                        .isEqualTo(unknown);
            if (who == Who.AGENT && !TELL_WHO_WAS_FASTER.contains(command))
                assertThat(call(socket, command, payload, desk.colleagues()))
                        .describedAs("%s, a colleague's", what)
                        .isEqualTo(unknown);
        }
        if (command.startsWith("typing."))
            socket.call("conversation.join", "{\"conversationId\":%s}".formatted(payload.get("conversationId")));
        JsonNode answer = socket.call(command, payload.toString());
        if (may)
            assertThat(answer.path("ok").asBoolean())
                    .describedAs("%s: %s", what, answer)
                    .isTrue();
        else
            assertThat(answer.at("/error/code").asText())
                    .describedAs("%s: %s", what, answer)
                    .isEqualTo("forbidden");
    }

    private static JsonNode call(Wire socket, String command, ObjectNode payload, String conversation)
            throws IOException {
        return socket.call(
                command, payload.deepCopy().put("conversationId", conversation).toString());
    }

    // ---- what is expected ----

    /// A token that has ended is refused wherever one is looked at.
    private static boolean may(Operation operation, Who who) {
        boolean looksAtToken = operation.access() != Access.ANYBODY;
        boolean hasEnded = who == Who.LOGGED_OUT || who == Who.DEACTIVATED;
        return operation.actors().contains(who.actor()) && !(looksAtToken && hasEnded);
    }

    private static boolean contains(JsonNode actors, Who who) {
        return StreamSupport.stream(actors.spliterator(), false)
                .anyMatch(actor -> actor.textValue().equals(who.actor()));
    }

    private static void refused(Answer answer, Who who, String what) {
        Code code = who.isKnown() ? Code.FORBIDDEN : Code.UNAUTHENTICATED;
        assertThat(answer.status()).describedAs("%s: %s", what, answer.text()).isEqualTo(code.status());
        answer.isProblem(code);
    }

    /// All that somebody can see of an answer, but for the time.
    private record Visible(int status, Map<String, List<String>> headers, String body) {}

    private static Visible visible(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return new Visible(answer.status(), headers, answer.text());
    }

    private static String state(String conversation) {
        String path = "/conversations/" + conversation;
        return desk.admin().get(path).is(200).text()
                + desk.admin().get(path + "/read").is(200).text();
    }
}
