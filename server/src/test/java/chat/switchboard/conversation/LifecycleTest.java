package chat.switchboard.conversation;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.OMAR;
import static chat.switchboard.conversation.Cast.PAYMENTS_ONLY;
import static chat.switchboard.conversation.Cast.SANA;
import static chat.switchboard.conversation.Cast.ZARA;
import static chat.switchboard.conversation.Situations.NINE;
import static chat.switchboard.conversation.Situations.active;
import static chat.switchboard.conversation.Situations.after;
import static chat.switchboard.conversation.Situations.automated;
import static chat.switchboard.conversation.Situations.closed;
import static chat.switchboard.conversation.Situations.events;
import static chat.switchboard.conversation.Situations.refusal;
import static chat.switchboard.conversation.Situations.resolved;
import static chat.switchboard.conversation.Situations.soon;
import static chat.switchboard.conversation.Situations.text;
import static chat.switchboard.conversation.Situations.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.texts.RefusalTexts;
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
    static final Path PAGE = Path.of("..", "docs", "lifecycle.md");

    @Test
    void the_page_of_the_life_cycle_says_what_the_code_decides() throws IOException {
        String page = page();
        if (System.getProperty("lifecycle.write") != null) Files.writeString(PAGE, page);

        assertThat(PAGE).content().isEqualTo(page);
    }

    @Test
    void every_command_is_in_the_table() {
        assertThat(commands().values())
                .<Class<?>>extracting(Command::getClass)
                .containsAll(leaves(Command.class).toList());
    }

    @Test
    void closed_is_terminal() {
        for (Command command : commands().values())
            for (Actor actor : actors().values())
                assertThat(after(closed(), actor, command).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void a_second_handoff_changes_nothing_and_adds_no_message() {
        assertThat(events(waiting(), AYESHA, new Command.Handoff())).isEmpty();
    }

    @Test
    void an_agent_accepts_by_answering() {
        Conversation answered = after(automated(), SANA, text("Hello Ayesha"));

        assertThat(answered.status()).isEqualTo(Status.ACTIVE);
        assertThat(answered.assignedAgent().name()).isEqualTo("Sana");
        assertThat(answered.counts().unanswered()).isZero();
        assertThat(answered.times().firstResponseAt()).isEqualTo(soon());
    }

    @Test
    void reading_does_not_move_a_conversation_up_the_list() {
        Conversation read = after(active(), SANA, new Command.MarkRead(1));

        assertThat(read.readMarks()).containsEntry(SANA.id(), 1);
        assertThat(read.times().updatedAt()).isEqualTo(active().times().updatedAt());
    }

    @Test
    void the_agent_who_was_faster_is_named_to_the_one_who_was_not() {
        Refusal refusal = refusal(active(), OMAR, Command.Assign.to(Situations.OMAR_HIMSELF));

        assertThat(refusal.code()).isEqualTo(Refusal.Code.CONFLICT);
        assertThat(RefusalTexts.english(refusal)).isEqualTo("Sana has already taken this conversation.");
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

        assertThat(events(waiting(), AYESHA, text(emoji.repeat(5_000)))).hasSize(1);
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
        Conversation later = after(active(), SANA, text("now"), NINE.plusSeconds(600));
        Conversation afterJump = after(later, AYESHA, text("an hour ago?"), NINE.minus(Duration.ofHours(1)));

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
        Instant tooLate = NINE.plus(Duration.ofDays(8));
        assertThat(((Decision.Refused) closed().decide(AYESHA, five, Preconditions.at(tooLate)))
                        .refusal()
                        .code())
                .isEqualTo(Refusal.Code.CONVERSATION_CLOSED);
    }

    @Test
    void a_rating_is_from_1_to_5_and_not_given_while_people_still_talk() {
        assertThat(refusal(resolved(), AYESHA, new Command.Rate(0, null)).field())
                .isEqualTo("score");
        assertThat(refusal(resolved(), AYESHA, new Command.Rate(6, null)).field())
                .isEqualTo("score");
        assertThat(refusal(active(), AYESHA, new Command.Rate(5, null)).code()).isEqualTo(Refusal.Code.CONFLICT);
    }

    @Test
    void what_was_resolved_long_enough_closes_by_itself() {
        Command.Expire threeDaysLater = new Command.Expire(soon());

        assertThat(after(resolved(), Actor.SYSTEM, threeDaysLater).status()).isEqualTo(Status.CLOSED);
        assertThat(events(resolved(), Actor.SYSTEM, new Command.Expire(NINE))).isEmpty();
        assertThat(events(active(), Actor.SYSTEM, threeDaysLater)).isEmpty();
    }

    @Test
    void a_customers_message_reopens_what_was_resolved_with_the_same_agent() {
        Conversation reopened = after(resolved(), AYESHA, text("It came, but cold."));

        assertThat(reopened.status()).isEqualTo(Status.ACTIVE);
        assertThat(reopened.assignedAgent().name()).isEqualTo("Sana");
        assertThat(reopened.times().resolvedAt()).isNull();
    }

    @Test
    void what_only_the_server_does_nobody_else_may() {
        commands().forEach((name, command) -> {
            if (!(command instanceof Command.ByTheServer) || command instanceof Command.Route) return;
            for (Actor actor : List.of(AYESHA, SANA, BILAL))
                assertThat(refusal(active(), actor, command).code()).as(name).isEqualTo(Refusal.Code.FORBIDDEN);
        });
    }

    private static java.util.stream.Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? java.util.Arrays.stream(type.getPermittedSubclasses()).flatMap(LifecycleTest::leaves)
                : java.util.stream.Stream.of(type);
    }

    private static Map<String, Actor> actors() {
        Map<String, Actor> actors = new LinkedHashMap<>();
        actors.put("its customer", AYESHA);
        actors.put("its agent", SANA);
        actors.put("another agent", OMAR);
        actors.put("admin", BILAL);
        actors.put("bot", Actor.BOT);
        actors.put("server", Actor.SYSTEM);
        return actors;
    }

    private static Map<String, Command> commands() {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("send", text("Hello"));
        commands.put("mark read", new Command.MarkRead(1));
        commands.put("handoff", new Command.Handoff());
        commands.put("transfer to an agent", Command.Assign.to(Situations.OMAR_HIMSELF));
        commands.put(
                "transfer to a department", new Command.Assign(null, Situations.PAYMENTS_DEPARTMENT, "About money"));
        commands.put("back to the queue", new Command.Assign(null, null, "Not mine"));
        commands.put("resolve", new Command.Resolve());
        commands.put("reopen", new Command.Reopen());
        commands.put("close", new Command.Close());
        commands.put("escalate", new Command.Escalate("Angry"));
        commands.put("acknowledge", new Command.Acknowledge());
        commands.put("rate", new Command.Rate(4, null));
        commands.put("edit", new Command.Edit(null, Priority.HIGH, null, null, null));
        commands.put("assign from the queue (router)", Situations.route(Situations.OMAR_HIMSELF));
        commands.put("agent lost", Situations.release(Command.Release.Cause.AGENT_LOST));
        commands.put("reply overdue", new Command.Remind(ReplyClock.Level.AGENT, soon(), null));
        commands.put("resolved long ago", new Command.Expire(soon()));
        commands.put("the bot answers", Situations.turn());
        commands.put("summed up", new Command.Summarise("She waits for a refund."));
        commands.put("department deleted", new Command.LeaveDepartment(Cast.CARE));
        return commands;
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # The life cycle, case by case

                What `Conversation.decide` answers to every command in every state, written by `LifecycleTest`.
                `·` nothing changes · `→ state` the state after · `+n` rows of the ledger · a code: refused.

                The table is of a desk without a bot; where one makes a difference, a row says so. Rules that need
                more than one command are sentences in `LifecycleTest`, `QueueRulesTest` and `SilenceTest`: the third
                unanswered message, the place in the queue, the reply clock. Here every agent has room; the last table
                is about those who may not have it.
                """);
        commands().forEach((name, command) -> {
            page.append("\n## ").append(name).append("\n\n| |");
            actors().keySet().forEach(actor -> page.append(' ').append(actor).append(" |"));
            page.append("\n|---|").append("---|".repeat(actors().size())).append('\n');
            Situations.states().forEach((status, state) -> {
                String row = row(state, command, Preconditions.at(soon()));
                String rowWithBot = row(state, command, Situations.withBot(soon()));
                page.append("| ").append(status).append(row);
                if (!rowWithBot.equals(row))
                    page.append("| ").append(status).append(", a bot answers").append(rowWithBot);
            });
        });
        capacity(page);
        return page.toString();
    }

    private static void capacity(StringBuilder page) {
        page.append("""

                ## who may get one more

                How the agent stands, and who gives the conversation to the agent. `decide` judges it by what the ledger
                read under a lock of the agent's account. Self-assignment is exempt from the limit and from presence.

                | |""");
        CapacityRulesTest.ways()
                .keySet()
                .forEach(way -> page.append(' ').append(way).append(" |"));
        page.append("\n|---|")
                .append("---|".repeat(CapacityRulesTest.ways().size()))
                .append('\n');
        CapacityRulesTest.standings().forEach((standing, agent) -> {
            page.append("| ").append(standing).append(" |");
            CapacityRulesTest.ways()
                    .forEach((_, way) -> page.append(' ')
                            .append(CapacityRulesTest.cell(way, agent))
                            .append(" |"));
            page.append('\n');
        });
    }

    private static String row(Conversation state, Command command, Preconditions around) {
        return actors().values().stream()
                .map(actor -> cell(state, actor, command, around))
                .collect(Collectors.joining(" | ", " | ", " |\n"));
    }

    private static String cell(Conversation state, Actor actor, Command command, Preconditions around) {
        return switch (state.decide(actor, command, around)) {
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
}
