package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.gateway.TestSocket.Received;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Actor;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Somebody of the staff who has joined a conversation, or watches the list, or both, is told of everything once.
class OncePerSocketTest {
    private static final Set<String> AT_ANY_TIME =
            Set.of("conversation.position", "queue.updated", "agent.presence.changed");

    private final SocketDesk desk = new SocketDesk();
    private final TestSocket ayesha = desk.connect(desk.customer("Ayesha")).connected();
    private final Account.Session session = desk.admin("Bilal");
    private final TestSocket bilal = desk.connect(session.token()).connected();
    private final TestSocket joined = watcher();
    private final TestSocket inbox = watcher();
    private final TestSocket both = watcher();
    private final String id = opened();

    OncePerSocketTest() {
        inbox.ok("inbox.join", "{}");
        both.ok("inbox.join", "{}");
        for (var socket : List.of(joined, both)) socket.ok("conversation.join", one());
        settle();
        for (var socket : List.of(joined, inbox, both)) socket.soFar();
    }

    @AfterEach
    void close() {
        for (var socket : List.of(ayesha, bilal, joined, inbox, both)) socket.close();
        desk.close();
    }

    /// What happens, the event that shows it, and the name under which members of the room hear of it.
    enum Happening {
        MESSAGE(Event.MessageCreated.class, "message.created"),
        READ(Event.MessagesRead.class, "messages.read"),
        ASSIGNED(Event.AgentAssigned.class, "agent.assigned"),
        RESOLVED(Event.Updated.class, "conversation.updated"),
        ESCALATED(Event.Escalated.class, "conversation.escalated"),
        LATE(Event.ReplyDue.class, "reply.due"),
        CLOSED(Event.ChatClosed.class, "chat.closed"),
        RATED(Event.Updated.class, "conversation.updated"),
        TRANSFERRED(Event.ActivityCreated.class, "activity.created");

        private final Class<? extends Event> shownBy;
        private final String told;

        Happening(Class<? extends Event> shownBy, String told) {
            this.shownBy = shownBy;
            this.told = told;
        }

        /// What the list is told beside the conversation's new state.
        Set<String> toTheList() {
            return switch (this) {
                case ASSIGNED, ESCALATED, LATE, CLOSED -> Set.of(told);
                case MESSAGE, READ, RESOLVED, RATED, TRANSFERRED -> Set.of();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_event_comes_once(Happening happening) {
        prepare(happening);
        settle();
        for (var socket : List.of(joined, inbox, both)) socket.soFar();

        perform(happening);
        settle();

        Set<String> toMembers = once(joined);
        Set<String> toTheList = once(inbox);
        Set<String> expected = new TreeSet<>(happening.toTheList());
        expected.add("conversation.updated");
        assertThat(names(toMembers)).contains(happening.told);
        assertThat(names(toTheList)).isEqualTo(expected);
        // The state is the same, however it was told.
        Set<String> all = new TreeSet<>(toMembers);
        all.addAll(toTheList);
        assertThat(once(both)).isEqualTo(all);
    }

    @Test
    void a_new_conversation_is_told_to_the_list_once() {
        opened();
        settle();
        assertThat(names(once(inbox))).containsExactly("conversation.created");
        assertThat(names(once(both))).containsExactly("conversation.created");
        assertThat(once(joined)).isEmpty();
    }

    @Test
    void two_changes_are_told_twice() {
        bilal.ok("conversation.assign", mine());
        bilal.ok("conversation.resolve", one());
        settle();
        assertThat(updates(both)).isEqualTo(2);
        assertThat(updates(joined)).isEqualTo(2);
        assertThat(updates(inbox)).isBetween(1L, 2L);
    }

    @Test
    void no_kind_of_event_is_forgotten_here() {
        List<Class<?>> shown = new ArrayList<>(
                Stream.of(Happening.values()).map(it -> it.shownBy).toList());
        shown.add(Event.Opened.class);
        assertThat(shown).contains(Event.class.getPermittedSubclasses());
    }

    private void prepare(Happening happening) {
        switch (happening) {
            case RESOLVED, LATE, TRANSFERRED -> bilal.ok("conversation.assign", mine());
            case RATED -> bilal.ok("conversation.close", one());
            case MESSAGE, READ, ASSIGNED, ESCALATED, CLOSED -> {}
        }
        if (happening == Happening.LATE) {
            desk.conversations.surroundings().repliesDue(conversation -> {
                Instant since = conversation.replyClock().since();
                return new ReplyClock.Due(since.plusSeconds(240), since.plusSeconds(300));
            });
            ayesha.ok("message.send", message("Are you there?"));
        }
    }

    private void perform(Happening happening) {
        switch (happening) {
            case MESSAGE -> ayesha.ok("message.send", message("Anybody?"));
            case READ -> bilal.ok("message.read", "{'conversationId':'" + id + "','seq':1}");
            case ASSIGNED -> bilal.ok("conversation.assign", mine());
            case RESOLVED -> bilal.ok("conversation.resolve", one());
            case ESCALATED -> bilal.ok("conversation.escalate", "{'conversationId':'" + id + "','reason':'Now'}");
            case LATE -> remind();
            case CLOSED -> bilal.ok("conversation.close", one());
            case RATED -> ayesha.ok("conversation.rate", "{'conversationId':'" + id + "','score':5}");
            case TRANSFERRED ->
                bilal.ok(
                        "conversation.assign",
                        "{'conversationId':'%s','agentId':null,'departmentId':'%s','note':'She is upset'}"
                                .formatted(id, Cast.PAYMENTS));
        }
    }

    private void remind() {
        UUID conversation = UUID.fromString(id);
        Instant since = SocketDesk.done(desk.conversations.history().find(Actor.SYSTEM, conversation))
                .replyClock()
                .since();
        SocketDesk.done(desk.conversations
                .submit(
                        Actor.SYSTEM,
                        conversation,
                        new Command.Remind(ReplyClock.Level.WARNING, since, since.plusSeconds(300)))
                .join());
    }

    /// Everything before has been told: another conversation, opened later, has reached the list, and so has a change
    /// of it.
    private void settle() {
        JsonNode other = ayesha.ok("conversation.open", "{}");
        String later = other.at("/conversation/id").textValue();
        ayesha.ok("conversation.handoff", "{'conversationId':'" + later + "'}");
        for (var socket : List.of(inbox, both)) {
            List<Received> kept = new ArrayList<>();
            Received next;
            do {
                next = socket.next();
                kept.add(next);
            } while (!next.event().equals("conversation.updated") || !isAbout(next, later));
            socket.putBack(kept.stream().filter(it -> !isAbout(it, later)).toList());
        }
        joined.ok("conversation.join", "{'conversationId':'" + later + "'}");
        joined.ok("conversation.leave", "{'conversationId':'" + later + "'}");
    }

    /// Everything told, of which nothing twice.
    private static Set<String> once(TestSocket socket) {
        List<String> told = told(socket);
        assertThat(told).doesNotHaveDuplicates();
        return new TreeSet<>(told);
    }

    private static long updates(TestSocket socket) {
        return told(socket).stream()
                .filter(it -> it.startsWith("conversation.updated"))
                .count();
    }

    /// Without what may come at any time.
    private static List<String> told(TestSocket socket) {
        return socket.soFar().stream()
                .filter(it -> it.event().contains(".") && !AT_ANY_TIME.contains(it.event()))
                .map(it -> it.event() + " " + it.payload())
                .toList();
    }

    private static Set<String> names(Set<String> told) {
        return told.stream().map(it -> it.split(" ", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAbout(Received received, String conversation) {
        return received.payload().path("conversationId").asText().equals(conversation)
                || received.payload().at("/conversation/id").asText().equals(conversation);
    }

    private TestSocket watcher() {
        return desk.connect(session.token()).connected();
    }

    private String opened() {
        return ayesha.ok("conversation.open", "{'message':{'id':'" + Cast.id() + "','content':'Hello'}}")
                .at("/conversation/id")
                .textValue();
    }

    private String one() {
        return "{'conversationId':'" + id + "'}";
    }

    private String mine() {
        return "{'conversationId':'" + id + "','agentId':'me'}";
    }

    private String message(String content) {
        return "{'conversationId':'" + id + "','id':'" + Cast.id() + "','content':'" + content + "'}";
    }
}
