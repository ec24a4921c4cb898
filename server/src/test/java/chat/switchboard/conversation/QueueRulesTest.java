package chat.switchboard.conversation;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.OMAR;
import static chat.switchboard.conversation.Cast.SANA;
import static chat.switchboard.conversation.Situations.NINE;
import static chat.switchboard.conversation.Situations.OMAR_HIMSELF;
import static chat.switchboard.conversation.Situations.PAYMENTS_DEPARTMENT;
import static chat.switchboard.conversation.Situations.SANA_HERSELF;
import static chat.switchboard.conversation.Situations.active;
import static chat.switchboard.conversation.Situations.after;
import static chat.switchboard.conversation.Situations.automated;
import static chat.switchboard.conversation.Situations.events;
import static chat.switchboard.conversation.Situations.facts;
import static chat.switchboard.conversation.Situations.refusal;
import static chat.switchboard.conversation.Situations.release;
import static chat.switchboard.conversation.Situations.resolved;
import static chat.switchboard.conversation.Situations.soon;
import static chat.switchboard.conversation.Situations.text;
import static chat.switchboard.conversation.Situations.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Command.Release.Cause;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.texts.RefusalTexts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Who has a conversation, who gets it next, and what place it has while it waits.
class QueueRulesTest {
    private static final NamedRef BILAL_HIMSELF = new NamedRef(BILAL.id(), "Bilal");
    private static final Instant NOON = NINE.plus(Duration.ofHours(3));

    @Test
    void a_customer_whose_agent_is_lost_stands_where_they_stood_before_and_is_told() {
        Conversation lost = after(active(), Actor.SYSTEM, release(Cause.AGENT_LOST), NOON);

        assertThat(lost.status()).isEqualTo(Status.WAITING);
        assertThat(lost.assignedAgent()).isNull();
        assertThat(lost.times().requestedAgentAt()).isEqualTo(soon());
        assertThat(lost.service().previousAgentId()).isEqualTo(SANA.id());
        assertThat(facts(active(), Actor.SYSTEM, release(Cause.AGENT_LOST))).containsExactly("agent.lost");
    }

    @Test
    void an_agent_is_lost_only_once_and_only_from_what_she_has() {
        Conversation omars = after(active(), BILAL, Command.Assign.to(OMAR_HIMSELF));

        assertThat(events(waiting(), Actor.SYSTEM, release(Cause.AGENT_LOST))).isEmpty();
        assertThat(events(resolved(), Actor.SYSTEM, release(Cause.AGENT_LOST))).isEmpty();
        assertThat(events(omars, Actor.SYSTEM, release(Cause.AGENT_LOST))).isEmpty();
    }

    @Test
    void what_nobody_looked_at_returns_and_what_somebody_looked_at_does_not() {
        Conversation routed = after(waiting(), Actor.SYSTEM, Situations.route(SANA_HERSELF));
        Conversation opened = after(routed, SANA, new Command.MarkRead(1));

        assertThat(after(routed, Actor.SYSTEM, release(Cause.NOT_OPENED)).status())
                .isEqualTo(Status.WAITING);
        assertThat(events(opened, Actor.SYSTEM, release(Cause.NOT_OPENED))).isEmpty();
    }

    @Test
    void handed_back_a_customer_keeps_the_place() {
        Conversation back = after(active(), SANA, new Command.Assign(null, null, "Not mine"), NOON);

        assertThat(back.times().requestedAgentAt()).isEqualTo(soon());
        assertThat(facts(active(), SANA, new Command.Assign(null, null, null))).containsExactly("queue.returned");
    }

    @Test
    void transferred_to_a_department_a_customer_keeps_the_time_already_waited() {
        Command.Assign toPayments = new Command.Assign(null, PAYMENTS_DEPARTMENT, "A refund");
        Conversation there = after(active(), SANA, toPayments, NOON);

        assertThat(there.status()).isEqualTo(Status.WAITING);
        assertThat(there.topic().department()).isEqualTo(PAYMENTS_DEPARTMENT);
        assertThat(there.times().requestedAgentAt()).isEqualTo(soon());
        assertThat(facts(active(), SANA, toPayments)).containsExactly("conversation.transferred");
    }

    @Test
    void a_note_of_a_transfer_is_for_staff_only() {
        Command.Assign transfer = new Command.Assign(OMAR_HIMSELF, null, "She is upset");

        assertThat(events(active(), SANA, transfer, Event.ActivityCreated.class))
                .singleElement()
                .satisfies(it -> assertThat(it.activity().details())
                        .isEqualTo(new Activity.Details.Assigned(SANA_HERSELF, OMAR_HIMSELF, null, "She is upset")));
        assertThat(events(active(), SANA, transfer, Event.MessageCreated.class))
                .noneMatch(it -> it.message().content().contains("upset"));
    }

    @Test
    void who_comes_back_after_being_resolved_queues_anew() {
        Conversation again = after(resolved(), BILAL, new Command.Assign(null, null, null), NOON);

        assertThat(again.times().requestedAgentAt()).isEqualTo(NOON);
        assertThat(again.times().resolvedAt()).isNull();
    }

    @Test
    void an_admin_who_accepts_takes_nothing_from_who_was_faster() {
        for (Conversation hers : java.util.List.of(active(), resolved())) {
            Refusal refusal = refusal(hers, BILAL, Command.Assign.to(BILAL_HIMSELF));

            assertThat(refusal.code()).isEqualTo(Refusal.Code.CONFLICT);
            assertThat(RefusalTexts.english(refusal)).isEqualTo("Sana has already taken this conversation.");
            assertThat(refusal.current()).isEqualTo(new Refusal.Current.Named(SANA.id(), "Sana"));
        }
    }

    @Test
    void taking_over_is_an_act_of_its_own_that_names_whom_it_was_taken_from() {
        Command.Assign takeOver = new Command.Assign(BILAL_HIMSELF, null, null, expecting(SANA_HERSELF));
        Conversation taken = after(active(), BILAL, takeOver);

        assertThat(taken.assignedAgent().name()).isEqualTo("Bilal");
        assertThat(taken.service().previousAgentId()).isEqualTo(SANA.id());
        assertThat(events(active(), BILAL, takeOver, Event.ActivityCreated.class))
                .singleElement()
                .satisfies(it -> assertThat(it.activity().details())
                        .isEqualTo(new Activity.Details.TakenOver(SANA_HERSELF, BILAL_HIMSELF, null, null)));
    }

    @Test
    void taking_over_from_who_no_longer_has_it_takes_nothing() {
        Conversation omars = after(active(), SANA, Command.Assign.to(OMAR_HIMSELF));
        Command.Assign fromSana = new Command.Assign(BILAL_HIMSELF, null, null, expecting(SANA_HERSELF));

        assertThat(refusal(omars, BILAL, fromSana).current())
                .isEqualTo(new Refusal.Current.Named(OMAR_HIMSELF.id(), "Omar"));
        assertThat(RefusalTexts.english(refusal(waiting(), BILAL, fromSana)))
                .isEqualTo("Nobody has this conversation any more.");
    }

    @Test
    void asked_for_again_what_is_so_already_is_no_conflict() {
        Command.Assign takeOver = new Command.Assign(BILAL_HIMSELF, null, null, expecting(SANA_HERSELF));
        Conversation bilals = after(active(), BILAL, takeOver);

        assertThat(events(bilals, BILAL, takeOver)).isEmpty();
        assertThat(events(bilals, BILAL, Command.Assign.to(BILAL_HIMSELF))).isEmpty();
        assertThat(events(waiting(), BILAL, new Command.Assign(null, null, null, expecting(SANA_HERSELF))))
                .isEmpty();
    }

    @Test
    void a_colleague_gives_it_on_only_from_where_it_was_seen() {
        Command.Assign toOmar = new Command.Assign(OMAR_HIMSELF, null, null, expecting(null));
        Expected care = Expected.place(null, new Expected.Known<>(Cast.CARE));
        Conversation payments = after(waiting(), BILAL, new Command.Assign(null, PAYMENTS_DEPARTMENT, null));

        assertThat(refusal(active(), BILAL, toOmar).field()).isEqualTo("expectedAgentId");
        assertThat(refusal(payments, BILAL, new Command.Assign(OMAR_HIMSELF, null, null, care))
                        .field())
                .isEqualTo("expectedDepartmentId");
        assertThat(after(waiting(), BILAL, toOmar).assignedAgent()).isEqualTo(OMAR_HIMSELF);
    }

    private static Expected expecting(NamedRef agent) {
        return Expected.place(new Expected.Known<>(agent == null ? null : agent.id()), null);
    }

    @Test
    void an_agent_may_not_pull_a_conversation_out_of_anothers_hands() {
        assertThat(refusal(active(), OMAR, Command.Assign.to(OMAR_HIMSELF)).code())
                .isEqualTo(Refusal.Code.CONFLICT);
        assertThat(refusal(active(), OMAR, text("Hello")).code()).isEqualTo(Refusal.Code.CONFLICT);
    }

    @Test
    void the_router_gives_what_still_waits_and_leaves_the_rest_alone() {
        Command.Route route = Situations.route(OMAR_HIMSELF);

        assertThat(after(waiting(), Actor.SYSTEM, route).assignedAgent()).isEqualTo(OMAR_HIMSELF);
        for (Conversation other : java.util.List.of(automated(), active(), resolved()))
            assertThat(events(other, Actor.SYSTEM, route)).isEmpty();
    }

    @Test
    void an_agent_takes_the_next_one_for_herself_only() {
        assertThat(after(waiting(), SANA, Situations.route(SANA_HERSELF)).assignedAgent())
                .isEqualTo(SANA_HERSELF);
        assertThat(refusal(waiting(), SANA, Situations.route(OMAR_HIMSELF)).code())
                .isEqualTo(Refusal.Code.FORBIDDEN);
    }

    @Test
    void the_same_answer_twice_assigns_once() {
        Conversation handed = after(automated(), AYESHA, new Command.Handoff());
        Conversation assigned = after(handed, SANA, Command.Assign.to(SANA_HERSELF));

        assertThat(events(assigned, SANA, Command.Assign.to(SANA_HERSELF))).isEmpty();
    }
}
