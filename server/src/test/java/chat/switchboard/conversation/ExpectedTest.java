package chat.switchboard.conversation;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static chat.switchboard.conversation.Cast.SANA;
import static chat.switchboard.conversation.Situations.PAYMENTS_DEPARTMENT;
import static chat.switchboard.conversation.Situations.active;
import static chat.switchboard.conversation.Situations.after;
import static chat.switchboard.conversation.Situations.automated;
import static chat.switchboard.conversation.Situations.events;
import static chat.switchboard.conversation.Situations.refusal;
import static chat.switchboard.conversation.Situations.resolved;
import static chat.switchboard.conversation.Situations.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chat.switchboard.conversation.Expected.Known;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Current;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// No action of the staff overwrites a newer one unseen: every part × every action.
class ExpectedTest {
    private static final Known<UUID> NOBODY = new Known<>(null);

    static Stream<Arguments> parts() {
        return Stream.of(
                arguments("expectedAgentId", Expected.place(NOBODY, null), new Current.Named(SANA.id(), "Sana")),
                arguments("expectedStatus", Expected.standing(null, Status.WAITING), new Current.Text("active")),
                arguments(
                        "expectedDepartmentId",
                        Expected.place(null, new Known<>(PAYMENTS)),
                        new Current.Named(CARE, "Customer care")),
                arguments("expectedPriority", topic(null, Priority.LOW, null, null), new Current.Text("medium")),
                arguments("expectedCategory", topic(null, null, "rider", null), new Current.Text("order")),
                arguments("expectedSubject", topic("Hello", null, null, null), new Current.Text("Where is it?")),
                arguments("expectedLabels", topic(null, null, null, List.of("vip")), new Current.Texts(List.of())));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void what_is_no_longer_so_is_named_with_its_value_now_and_nothing_happens(
            String field, Expected expected, Current current) {
        for (Command command : commands(expected)) {
            Refusal refusal = refusal(active(), BILAL, command);

            assertThat(refusal.code()).as("%s", command).isEqualTo(Refusal.Code.CONFLICT);
            assertThat(refusal.field()).as("%s", command).isEqualTo(field);
            assertThat(refusal.current()).as("%s", command).isEqualTo(current);
        }
    }

    @Test
    void what_is_still_so_is_carried_out() {
        Expected everything = new Expected(
                new Known<>(SANA.id()),
                new Known<>(CARE),
                new Known<>("Where is it?"),
                Status.ACTIVE,
                Priority.MEDIUM,
                "order",
                List.of());

        for (Command command : commands(everything))
            assertThat(events(active(), BILAL, command)).as("%s", command).isNotEmpty();
    }

    @Test
    void messages_and_read_marks_are_no_conflict() {
        Expected seen = Expected.standing(new Known<>(SANA.id()), Status.ACTIVE);
        Conversation talked = after(after(active(), AYESHA, Situations.text("And?")), SANA, new Command.MarkRead(1));

        for (Command command : commands(seen))
            assertThat(events(talked, BILAL, command)).as("%s", command).isNotEmpty();
    }

    @Test
    void an_edit_that_somebody_else_made_already_is_no_conflict() {
        Conversation high = after(active(), SANA, raise(Expected.NOTHING));

        assertThat(events(high, BILAL, raise(topic(null, Priority.MEDIUM, null, null))))
                .isEmpty();
    }

    @Test
    void labels_have_no_order() {
        Command.Edit label = new Command.Edit(null, null, null, null, List.of("vip", "late"));
        Conversation labelled = after(active(), SANA, label);

        assertThat(events(labelled, BILAL, raise(topic(null, null, null, List.of("late", "vip")))))
                .isNotEmpty();
    }

    @Test
    void a_conversation_that_was_reopened_meanwhile_is_not_closed_by_who_saw_it_resolved() {
        Command.Close tidy = new Command.Close(Expected.standing(null, Status.RESOLVED));
        Conversation reopened = after(resolved(), AYESHA, Situations.text("It came cold."));

        assertThat(after(resolved(), BILAL, tidy).status()).isEqualTo(Status.CLOSED);
        assertThat(refusal(reopened, BILAL, tidy).current()).isEqualTo(new Current.Text("active"));
    }

    @Test
    void customers_learn_nothing_by_expecting_what_only_staff_may_know() {
        for (Conversation state : List.of(automated(), waiting(), active(), resolved()))
            for (Command command : commands(topic(null, null, null, List.of("vip"))))
                assertThat(refusal(state, AYESHA, command)).as("%s", command).isEqualTo(Decision.STAFF_ONLY);
    }

    private static List<Command> commands(Expected expected) {
        return Stream.<Function<Expected, Command>>of(
                        it -> new Command.Assign(Situations.OMAR_HIMSELF, null, null, it),
                        it -> new Command.Assign(null, PAYMENTS_DEPARTMENT, null, it),
                        it -> new Command.Assign(null, null, null, it),
                        Command.Resolve::new,
                        Command.Close::new,
                        it -> new Command.Escalate("Angry", it),
                        ExpectedTest::raise)
                .map(command -> command.apply(expected))
                .toList();
    }

    private static Command.Edit raise(Expected expected) {
        return new Command.Edit(null, Priority.HIGH, null, null, null, expected);
    }

    private static Expected topic(String subject, Priority priority, String category, List<String> labels) {
        return new Expected(
                null, null, subject == null ? null : new Known<>(subject), null, priority, category, labels);
    }
}
