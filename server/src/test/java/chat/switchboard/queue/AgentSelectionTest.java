package chat.switchboard.queue;

import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Activity.Exclusion;
import chat.switchboard.conversation.Activity.Rule;
import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.presence.StaffMember;
import chat.switchboard.presence.Status;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who gets a conversation, as business sentences.
class AgentSelectionTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final AgentSelection.Policy USUAL = new AgentSelection.Policy(true);
    private static final int MANY = 100;

    @Test
    void the_least_loaded_of_those_who_serve_it() {
        AgentSelection choice =
                AgentSelection.of(waiting(), List.of(agent("Sana", 2), agent("Omar", 1), agent("Nadia", 3)), USUAL);

        assertThat(choice.chosen().person().name()).isEqualTo("Omar");
        assertThat(choice.rule()).isEqualTo(new Rule(Rule.Code.LEAST_LOADED, 3, null));
    }

    @Test
    void who_speaks_the_language_comes_before_who_has_less_to_do() {
        StaffMember urdu = speaking(agent("Sana", 4), "ur");
        AgentSelection choice = AgentSelection.of(speaking("ur"), List.of(agent("Omar", 0), urdu), USUAL);

        assertThat(choice.chosen()).isEqualTo(urdu);
        assertThat(choice.rule()).isEqualTo(new Rule(Rule.Code.LEAST_LOADED, 1, "ur"));
    }

    @Test
    void who_speaks_no_common_language_is_better_than_nobody() {
        AgentSelection choice = AgentSelection.of(speaking("ur"), List.of(speaking(agent("Omar", 0), "en")), USUAL);

        assertThat(choice.chosen().person().name()).isEqualTo("Omar");
    }

    @Test
    void the_agent_a_customer_knows_is_preferred_while_there_is_room() {
        StaffMember known = agent("Sana", 4);
        QueueEntry back = new QueueEntry(Cast.id(), CARE, 2, false, NINE, null, known.id());

        assertThat(AgentSelection.of(back, List.of(agent("Omar", 0), known), USUAL)
                        .chosen())
                .isEqualTo(known);
        assertThat(AgentSelection.of(back, List.of(agent("Omar", 0), known), new AgentSelection.Policy(false))
                        .chosen()
                        .person()
                        .name())
                .isEqualTo("Omar");
        StaffMember full =
                new StaffMember(known.person(), false, Status.ONLINE, NINE, 5, 5, Set.of(CARE), Set.of(), NINE);
        assertThat(AgentSelection.of(back, List.of(agent("Omar", 0), full), USUAL)
                        .chosen()
                        .person()
                        .name())
                .isEqualTo("Omar");
    }

    @Test
    void nobody_offline_busy_full_or_of_another_department_gets_it_and_the_reason_is_said() {
        List<StaffMember> staff = List.of(
                member("Ali", Status.OFFLINE, 0, 5, CARE),
                member("Bea", Status.BUSY, 0, 5, CARE),
                member("Cem", Status.ONLINE, 5, 5, CARE),
                member("Dua", Status.ONLINE, 0, 5, PAYMENTS));
        AgentSelection choice = AgentSelection.of(waiting(), staff, USUAL);

        assertThat(choice.chosen()).isNull();
        assertThat(choice.excluded())
                .extracting(AgentSelection.Excluded::reason)
                .containsExactly(Exclusion.OFFLINE, Exclusion.BUSY, Exclusion.FULL, Exclusion.OTHER_DEPARTMENT);
    }

    @Test
    void without_a_department_anybody_may_have_it() {
        QueueEntry anywhere = new QueueEntry(Cast.id(), null, 2, false, NINE, null, null);

        assertThat(AgentSelection.of(anywhere, List.of(member("Dua", Status.ONLINE, 0, 5, PAYMENTS)), USUAL)
                        .chosen())
                .isNotNull();
    }

    @Test
    void the_record_says_who_could_have_had_it_and_who_could_not() {
        List<StaffMember> staff = List.of(agent("Sana", 1), agent("Omar", 2), member("Bea", Status.BUSY, 0, 5, CARE));

        Activity.Details.Routed record =
                AgentSelection.of(waiting(), staff, USUAL).record();
        assertThat(record.agent().name()).isEqualTo("Sana");
        assertThat(record.rule()).isEqualTo(new Rule(Rule.Code.LEAST_LOADED, 2, null));
        assertThat(record.candidates())
                .containsExactly(
                        new Activity.Candidate(staff.get(0).person(), 1, 5),
                        new Activity.Candidate(staff.get(1).person(), 2, 5));
        assertThat(record.excluded())
                .containsExactly(new Activity.Excluded(
                        Exclusion.BUSY, List.of(staff.get(2).person()), null));
    }

    @Test
    void the_record_names_ten_and_counts_the_rest() {
        List<StaffMember> staff = new java.util.ArrayList<>();
        for (int i = 0; i < 13; i++) staff.add(agent("Agent " + i, i % 5));
        for (int i = 0; i < 12; i++) staff.add(member("Busy " + i, Status.BUSY, 0, 5, CARE));
        Activity.Details.Routed record =
                AgentSelection.of(waiting(), staff, USUAL).record();

        assertThat(record.candidates()).hasSize(10);
        assertThat(record.moreCandidates()).isEqualTo(3);
        assertThat(record.excluded().getFirst().agents()).hasSize(10);
        assertThat(record.excluded().getFirst().more()).isEqualTo(2);
    }

    @Test
    void a_plan_serves_the_urgent_first_then_the_longest_waiting_and_never_overfills() {
        QueueEntry early = new QueueEntry(Cast.id(), CARE, 2, false, NINE, null, null);
        QueueEntry late = new QueueEntry(Cast.id(), CARE, 2, false, NINE.plusSeconds(9), null, null);
        QueueEntry urgent = new QueueEntry(Cast.id(), CARE, 4, false, NINE.plusSeconds(60), null, null);
        List<AssignmentPlan.Step> steps = AssignmentPlan.of(
                List.of(late, early, urgent), List.of(member("Sana", Status.ONLINE, 3, 5, CARE)), USUAL, MANY);

        assertThat(steps).extracting(AssignmentPlan.Step::waiting).containsExactly(urgent, early);
    }

    @Test
    void a_plan_shares_the_work_out() {
        List<QueueEntry> queue = List.of(waiting(), waiting(), waiting(), waiting());
        List<AssignmentPlan.Step> steps =
                AssignmentPlan.of(queue, List.of(agent("Sana", 0), agent("Omar", 0)), USUAL, MANY);

        assertThat(steps)
                .extracting(step -> step.choice().chosen().person().name())
                .containsExactlyInAnyOrder("Sana", "Sana", "Omar", "Omar");
    }

    @Test
    void somebody_for_whom_nobody_is_there_does_not_hold_up_the_others() {
        QueueEntry first = new QueueEntry(Cast.id(), PAYMENTS, 4, false, NINE, null, null);
        QueueEntry second = waiting();

        assertThat(AssignmentPlan.of(List.of(first, second), List.of(agent("Sana", 0)), USUAL, MANY))
                .extracting(AssignmentPlan.Step::waiting)
                .containsExactly(second);
    }

    @Test
    void a_plan_ends_where_a_round_ends_and_serves_those_whose_turn_it_is() {
        QueueEntry early = new QueueEntry(Cast.id(), CARE, 2, false, NINE, null, null);
        QueueEntry late = new QueueEntry(Cast.id(), CARE, 2, false, NINE.plusSeconds(9), null, null);

        assertThat(AssignmentPlan.of(List.of(late, early), List.of(agent("Sana", 0)), USUAL, 1))
                .extracting(AssignmentPlan.Step::waiting)
                .containsExactly(early);
    }

    private static QueueEntry waiting() {
        return new QueueEntry(Cast.id(), CARE, 2, false, NINE, null, null);
    }

    private static QueueEntry speaking(String language) {
        return new QueueEntry(Cast.id(), CARE, 2, false, NINE, language, null);
    }

    private static StaffMember agent(String name, int active) {
        return member(name, Status.ONLINE, active, 5, CARE);
    }

    private static StaffMember speaking(StaffMember m, String language) {
        return new StaffMember(
                m.person(), false, m.status(), NINE, m.active(), m.most(), m.departmentIds(), Set.of(language), NINE);
    }

    private static StaffMember member(String name, Status status, int active, int most, UUID... departments) {
        return new StaffMember(
                new NamedRef(Cast.id(), name), false, status, NINE, active, most, Set.of(departments), Set.of(), NINE);
    }
}
