package chat.switchboard.conversation;

import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.OMAR;
import static chat.switchboard.conversation.Cast.SANA;
import static chat.switchboard.conversation.Situations.OMAR_HIMSELF;
import static chat.switchboard.conversation.Situations.active;
import static chat.switchboard.conversation.Situations.resolved;
import static chat.switchboard.conversation.Situations.soon;
import static chat.switchboard.conversation.Situations.text;
import static chat.switchboard.conversation.Situations.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Preconditions.Assignee;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may get one more conversation: every way to get one, and every way an agent may stand.
class CapacityRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # agent Omar          | router                  | takes the next          | accepts | answers | colleague transfers     | admin assigns
            online                | -                       | -                       | -       | -       | -                       | -
            online, one less      | -                       | -                       | -       | -       | -                       | -
            online, full          | agent_full              | agent_full              | -       | -       | agent_full              | agent_full
            online, over the limit| agent_full              | agent_full              | -       | -       | agent_full              | agent_full
            busy                  | agent_not_online        | -                       | -       | -       | -                       | -
            busy, full            | agent_not_online        | agent_full              | -       | -       | agent_full              | agent_full
            offline               | agent_not_online        | -                       | -       | -       | agent_offline           | agent_offline
            offline, full         | agent_not_online        | agent_full              | -       | -       | agent_offline           | agent_offline
            another department    | agent_not_in_department | agent_not_in_department | -       | -       | agent_not_in_department | agent_not_in_department
            an admin              | agent_not_in_department | -                       | -       | -       | -                       | -
            an admin, full        | agent_not_in_department | agent_full              | -       | -       | agent_full              | agent_full
            account closed        | agent_not_online        | agent_not_in_department | -       | -       | no_such_thing           | no_such_thing
            """)
    void who_gets_one_more(
            String agent,
            String router,
            String next,
            String accepts,
            String answers,
            String transfers,
            String assigns) {
        Assignee omar = standings().get(agent);
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("router", router);
        expected.put("takes the next", next);
        expected.put("accepts", accepts);
        expected.put("answers", answers);
        expected.put("a colleague transfers", transfers);
        expected.put("an admin assigns", assigns);

        ways().forEach((way, given) ->
                assertThat(reason(given, omar)).as("%s: %s", agent, way).isEqualTo(expected.get(way)));
    }

    @Test
    void without_a_department_every_agent_serves_it() {
        Transition transition = new Transition(waiting(), soon());
        transition.topic = waiting().topic().withDepartment(null);
        Conversation anywhere = transition.conversation();

        assertThat(reason(
                        new Way(anywhere, Actor.SYSTEM, Situations.route(OMAR_HIMSELF)),
                        standings().get("another department")))
                .isNull();
    }

    @Test
    void whoever_has_it_already_is_not_counted_again() {
        Assignee full = sana(5, 5);

        assertThat(active().decide(SANA, text("Hello"), Preconditions.at(soon()).withAssignee(full)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_customers_message_resumes_with_a_full_agent() {
        assertThat(resolved().decide(Cast.AYESHA, text("Again"), Preconditions.at(soon())))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void without_its_lease_the_server_does_nothing_by_itself() {
        Decision decision = waiting()
                .decide(
                        Actor.SYSTEM,
                        Situations.route(OMAR_HIMSELF),
                        Preconditions.at(soon()).withoutLease());

        assertThat(((Decision.Refused) decision).refusal().because().reason()).isEqualTo(Refusal.Reason.LEASE_LOST);
    }

    /// One way to give a conversation to Omar.
    record Way(Conversation before, Actor actor, Command command) {}

    static Map<String, Way> ways() {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("router", new Way(waiting(), Actor.SYSTEM, Situations.route(OMAR_HIMSELF)));
        ways.put("takes the next", new Way(waiting(), OMAR, Situations.route(OMAR_HIMSELF)));
        ways.put("accepts", new Way(waiting(), OMAR, Command.Assign.to(OMAR_HIMSELF)));
        ways.put("answers", new Way(waiting(), OMAR, text("Hello")));
        ways.put("a colleague transfers", new Way(active(), SANA, Command.Assign.to(OMAR_HIMSELF)));
        ways.put("an admin assigns", new Way(active(), BILAL, Command.Assign.to(OMAR_HIMSELF)));
        return ways;
    }

    static Map<String, Assignee> standings() {
        Map<String, Assignee> standings = new LinkedHashMap<>();
        standings.put("online", omar(true, true, false, 0, true));
        standings.put("online, one less", omar(true, true, false, 4, true));
        standings.put("online, full", omar(true, true, false, 5, true));
        standings.put("online, over the limit", omar(true, true, false, 7, true));
        standings.put("busy", omar(false, true, false, 0, true));
        standings.put("busy, full", omar(false, true, false, 5, true));
        standings.put("offline", omar(false, false, false, 0, true));
        standings.put("offline, full", omar(false, false, false, 5, true));
        standings.put("another department", omar(true, true, false, 0, false));
        standings.put("an admin", omar(true, true, true, 0, false));
        standings.put("an admin, full", omar(true, true, true, 5, false));
        standings.put("account closed", Assignee.gone(OMAR_HIMSELF));
        return standings;
    }

    /// The answer as the page of the life cycle shows it.
    static String cell(Way way, Assignee agent) {
        String reason = reason(way, agent);
        return reason == null ? "yes" : "`" + reason + "`";
    }

    private static String reason(Way way, Assignee agent) {
        Preconditions given = Preconditions.at(soon()).withAssignee(agent);
        return way.before().decide(way.actor(), way.command(), given) instanceof Decision.Refused(Refusal refusal)
                ? refusal.because().reason().wireName()
                : null;
    }

    private static Assignee omar(boolean online, boolean here, boolean admin, int active, boolean serves) {
        return new Assignee(
                OMAR.id(),
                "Omar",
                true,
                admin,
                online,
                here,
                active,
                5,
                serves ? Set.of(Cast.CARE) : Set.of(Cast.PAYMENTS));
    }

    private static Assignee sana(int active, int most) {
        return new Assignee(SANA.id(), "Sana", true, false, true, true, active, most, Set.of(Cast.CARE));
    }
}
