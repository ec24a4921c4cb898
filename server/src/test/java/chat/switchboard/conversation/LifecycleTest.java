package chat.switchboard.conversation;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.OMAR;
import static chat.switchboard.conversation.Cast.PAYMENTS_ONLY;
import static chat.switchboard.conversation.Cast.SANA;
import static chat.switchboard.conversation.Cast.ZARA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every state × every command × everybody, and the sentences that matter most.
///
/// The table is the page `docs/lifecycle.md`; `-Dlifecycle.write` writes it anew after a change of the rules.
class LifecycleTest {
    static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    static final Path PAGE = Path.of("..", "docs", "lifecycle.md");
    static final Person CARE_DEPARTMENT = new Person(CARE, "Customer care");

    @Test
    void the_page_of_the_life_cycle_says_what_the_code_decides() throws IOException {
        String page = page();
        if (System.getProperty("lifecycle.write") != null) Files.writeString(PAGE, page);

        assertThat(PAGE).content().isEqualTo(page);
    }

    @Test
    void closed_is_terminal() {
        for (Command command : commands().values())
            for (Actor actor : actors().values())
                assertThat(after(closed(), actor, command).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void a_second_handoff_changes_nothing_and_adds_no_message() {
        Conversation waiting = after(automated(), AYESHA, new Command.Handoff());

        assertThat(events(waiting, AYESHA, new Command.Handoff())).isEmpty();
    }

    @Test
    void an_agent_accepts_by_answering() {
        Conversation answered = after(automated(), SANA, text("Hello Ayesha"));

        assertThat(answered.status()).isEqualTo(Status.ACTIVE);
        assertThat(answered.assignedAgent().name()).isEqualTo("Sana");
        assertThat(answered.counts().unanswered()).isZero();
        assertThat(answered.times().firstResponseAt()).isEqualTo(NINE.plusSeconds(60));
    }

    @Test
    void reading_does_not_move_a_conversation_up_the_list() {
        Conversation read = after(active(), SANA, new Command.MarkRead(1));

        assertThat(read.readMarks()).containsEntry(SANA.id(), 1);
        assertThat(read.times().updatedAt()).isEqualTo(active().times().updatedAt());
    }

    @Test
    void the_agent_who_was_faster_is_named_to_the_one_who_was_not() {
        Refusal refusal = refusal(active(), OMAR, Command.Assign.to(new Person(OMAR.id(), "Omar")));

        assertThat(refusal.code()).isEqualTo(Refusal.Code.CONFLICT);
        assertThat(refusal.message()).isEqualTo("Sana has already taken this conversation.");
    }

    @Test
    void an_agent_of_another_department_cannot_tell_it_exists() {
        for (Command command : commands().values())
            assertThat(refusal(automated(), PAYMENTS_ONLY, command)).isEqualTo(Refusal.notFound());
    }

    @Test
    void a_stranger_cannot_tell_it_exists() {
        for (Command command : commands().values())
            assertThat(refusal(active(), ZARA, command)).isEqualTo(Refusal.notFound());
    }

    @Test
    void a_customer_writes_at_most_5000_code_points_and_staff_10000() {
        String emoji = "😀";

        assertThat(events(automated(), AYESHA, text(emoji.repeat(5_000)))).hasSize(1);
        assertThat(refusal(automated(), AYESHA, text(emoji.repeat(5_001))).field())
                .isEqualTo("content");
        assertThat(events(active(), SANA, text(emoji.repeat(10_000)))).hasSize(1);
        assertThat(refusal(active(), SANA, text("x".repeat(10_001))).field()).isEqualTo("content");
    }

    @Test
    void nobody_sends_nothing() {
        assertThat(refusal(automated(), AYESHA, text(" \n ")).field()).isEqualTo("content");
    }

    @Test
    void time_never_runs_backwards_within_a_conversation() {
        Conversation later = ((Decision.Accepted) active().decide(SANA, text("now"), NINE.plusSeconds(600))).after();
        Conversation afterJump = ((Decision.Accepted)
                        later.decide(AYESHA, text("an hour ago?"), NINE.minus(Duration.ofHours(1))))
                .after();

        assertThat(afterJump.lastMessage().at()).isEqualTo(NINE.plusSeconds(600));
    }

    @Test
    void a_preview_is_cut_at_140_code_points() {
        Conversation said = after(automated(), AYESHA, text("آ".repeat(141)));

        assertThat(said.lastMessage().preview()).isEqualTo("آ".repeat(140) + "…");
    }

    @Test
    void a_closed_conversation_is_rated_within_seven_days_and_once() {
        Command.Rate five = new Command.Rate(5, "Quick");
        Conversation rated = after(closed(), AYESHA, five);

        assertThat(rated.rating().score()).isEqualTo(5);
        assertThat(refusal(rated, AYESHA, five).code()).isEqualTo(Refusal.Code.CONFLICT);
        assertThat(((Decision.Refused) closed().decide(AYESHA, five, NINE.plus(Duration.ofDays(8))))
                        .refusal()
                        .code())
                .isEqualTo(Refusal.Code.CONVERSATION_CLOSED);
    }

    private static Conversation automated() {
        Conversation.Customer customer = new Conversation.Customer(
                AYESHA.id(), "Ayesha", Message.Sender.Type.CUSTOMER, Conversation.Contact.UNKNOWN);
        Conversation.Topic topic =
                new Conversation.Topic("Where is it?", "order", Priority.MEDIUM, CARE_DEPARTMENT, "{}", List.of());
        return after(Conversation.opened(Cast.id(), customer, topic, NINE), AYESHA, text("Where is my order?"));
    }

    private static Conversation waiting() {
        return after(automated(), AYESHA, new Command.Handoff());
    }

    private static Conversation active() {
        return after(waiting(), SANA, Command.Assign.to(new Person(SANA.id(), "Sana")));
    }

    private static Conversation resolved() {
        return after(active(), SANA, new Command.Resolve());
    }

    private static Conversation closed() {
        return after(active(), SANA, new Command.Close());
    }

    private static Command.Send text(String content) {
        return Command.Send.text(Cast.id(), content);
    }

    private static Map<String, Conversation> states() {
        Map<String, Conversation> states = new LinkedHashMap<>();
        for (Conversation state : List.of(automated(), waiting(), active(), resolved(), closed()))
            states.put(state.status().wireName(), state);
        return states;
    }

    private static Map<String, Actor> actors() {
        Map<String, Actor> actors = new LinkedHashMap<>();
        actors.put("its customer", AYESHA);
        actors.put("its agent", SANA);
        actors.put("another agent", OMAR);
        actors.put("admin", BILAL);
        actors.put("bot", Actor.BOT);
        return actors;
    }

    private static Map<String, Command> commands() {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("send", text("Hello"));
        commands.put("mark read", new Command.MarkRead(1));
        commands.put("handoff", new Command.Handoff());
        commands.put("transfer to an agent", Command.Assign.to(new Person(OMAR.id(), "Omar")));
        commands.put("back to the queue", new Command.Assign(null, null, "Not mine"));
        commands.put("resolve", new Command.Resolve());
        commands.put("reopen", new Command.Reopen());
        commands.put("close", new Command.Close());
        commands.put("escalate", new Command.Escalate("Angry"));
        commands.put("rate", new Command.Rate(4, null));
        commands.put("edit", new Command.Edit(null, Priority.HIGH, null, null, null));
        return commands;
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # The life cycle, case by case

                What `Conversation.decide` answers to every command in every state, written by `LifecycleTest`.
                `·` nothing changes · `→ state` the state after · `+n` rows of the ledger · a code: refused.
                """);
        commands().forEach((name, command) -> {
            page.append("\n## ").append(name).append("\n\n| |");
            actors().keySet().forEach(actor -> page.append(' ').append(actor).append(" |"));
            page.append("\n|---|").append("---|".repeat(actors().size())).append('\n');
            states().forEach((status, state) -> {
                page.append("| ").append(status).append(" |");
                actors().values()
                        .forEach(actor -> page.append(' ')
                                .append(cell(state, actor, command))
                                .append(" |"));
                page.append('\n');
            });
        });
        return page.toString();
    }

    private static String cell(Conversation state, Actor actor, Command command) {
        return switch (state.decide(actor, command, NINE.plusSeconds(60))) {
            case Decision.Refused(Refusal refusal) -> "`" + refusal.code().wireName() + "`";
            case Decision.Accepted same when same.events().isEmpty() -> "·";
            case Decision.Accepted(Conversation after, List<Event> events) -> accepted(state, after, events);
        };
    }

    private static String accepted(Conversation before, Conversation after, List<Event> events) {
        List<String> parts = new ArrayList<>();
        if (after.status() != before.status()) parts.add("→ " + after.status().wireName());
        long rows =
                events.stream().filter(Event.MessageCreated.class::isInstance).count();
        if (rows > 0) parts.add("+" + rows);
        if (parts.isEmpty()) parts.add("recorded");
        return parts.stream().collect(Collectors.joining(" "));
    }

    private static Conversation after(Conversation before, Actor actor, Command command) {
        return switch (before.decide(actor, command, NINE.plusSeconds(60))) {
            case Decision.Accepted accepted -> accepted.after();
            case Decision.Refused _ -> before;
        };
    }

    private static List<Event> events(Conversation before, Actor actor, Command command) {
        return ((Decision.Accepted) before.decide(actor, command, NINE.plusSeconds(60))).events();
    }

    private static Refusal refusal(Conversation before, Actor actor, Command command) {
        return ((Decision.Refused) before.decide(actor, command, NINE.plusSeconds(60))).refusal();
    }
}
