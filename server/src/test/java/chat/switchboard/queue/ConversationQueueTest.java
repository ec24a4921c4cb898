package chat.switchboard.queue;

import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static chat.switchboard.queue.Floor.refusal;
import static chat.switchboard.queue.Floor.value;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Status;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.TestClock;
import chat.switchboard.ledger.OpenConversation;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.texts.RefusalTexts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The queue on a real database, with a clock that stands still until it is moved.
class ConversationQueueTest {
    private final TestClock clock = new TestClock();
    private final TestPostgres database = TestPostgres.fresh();
    private final Floor floor = new Floor(database, clock);

    @BeforeEach
    void enter() {
        Cast.enter(database);
    }

    @AfterEach
    void close() {
        floor.close();
        database.close();
    }

    @Test
    void who_asks_for_a_person_gets_the_free_agent_and_both_are_told() {
        floor.onlineAgent("Sana", 5, CARE);
        floor.start();
        Conversation waiting = floor.waiting(CARE);

        Eventually.until("assigned", () -> "Sana".equals(floor.agentOf(waiting)));
        assertThat(floor.column("SELECT content FROM message WHERE conversation_id = ? ORDER BY seq", waiting.id()))
                .containsExactly("Hello", "You are in the queue. A person will be with you soon.", "Sana joined");
    }

    @Test
    void an_agent_who_comes_gets_who_waits() {
        Actor.Agent sana = floor.agent("Sana", 5, CARE);
        Conversation waiting = floor.waiting(CARE);
        floor.start();
        assertThat(floor.agentOf(waiting)).isNull();

        floor.presence.set(sana, chat.switchboard.presence.Status.ONLINE);
        Eventually.until("assigned", () -> "Sana".equals(floor.agentOf(waiting)));
    }

    @Test
    void nobody_is_given_more_than_they_may_have_and_a_freed_place_is_filled() {
        floor.onlineAgent("Sana", 2, CARE);
        List<Conversation> three = List.of(floor.waiting(CARE), floor.waiting(CARE), floor.waiting(CARE));
        floor.start();
        Eventually.until("two assigned", () -> assigned(three) == 2);
        assertThat(floor.agentOf(three.get(2))).isNull();

        floor.submit(Actor.SYSTEM, three.get(0), new Command.Close());
        Eventually.until("the third", () -> "Sana".equals(floor.agentOf(three.get(2))));
    }

    @Test
    void more_room_and_another_department_are_noticed_without_being_told() {
        Actor.Agent sana = floor.onlineAgent("Sana", 1, CARE);
        List<Conversation> two = List.of(floor.waiting(CARE), floor.waiting(CARE));
        Conversation elsewhere = floor.waiting(PAYMENTS);
        floor.start();
        Eventually.until("the first", () -> assigned(two) == 1);

        floor.execute("UPDATE account SET max_active_chats = 3 WHERE id = ?", sana.id());
        Eventually.until("the second", () -> assigned(two) == 2);
        assertThat(floor.agentOf(elsewhere)).isNull();

        floor.execute("INSERT INTO account_department (account_id, department_id) VALUES (?, ?)", sana.id(), PAYMENTS);
        Eventually.until("the third", () -> "Sana".equals(floor.agentOf(elsewhere)));
    }

    @Test
    void a_department_that_works_by_hand_is_left_to_its_agents() {
        floor.execute("UPDATE department SET routing = 'manual' WHERE id = ?", PAYMENTS);
        Actor.Agent nadia = floor.onlineAgent("Nadia", 5, PAYMENTS, CARE);
        Conversation byHand = floor.waiting(PAYMENTS);
        Conversation automatic = floor.waiting(CARE);
        floor.start();
        Eventually.until("the other", () -> "Nadia".equals(floor.agentOf(automatic)));

        assertThat(floor.agentOf(byHand)).isNull();
        assertThat(value(floor.queue.explain(nadia, byHand.id())).why().code()).isEqualTo(Explanation.Why.Code.BY_HAND);
        assertThat(value(floor.queue.takeNext(nadia, null)).orElseThrow().id()).isEqualTo(byHand.id());
    }

    @Test
    void take_next_gives_the_urgent_then_the_longest_waiting_and_stops_at_what_one_may_have() {
        Actor.Agent sana = floor.onlineAgent("Sana", 2, CARE);
        Conversation first = floor.waiting(CARE);
        clock.advance(Duration.ofSeconds(1));
        Conversation second = floor.waiting(CARE);
        clock.advance(Duration.ofSeconds(1));
        Conversation urgent = floor.waiting(CARE);
        floor.submit(Actor.SYSTEM, urgent, new Command.Edit(null, Priority.URGENT, null, null, null));

        assertThat(value(floor.queue.takeNext(sana, null)).orElseThrow().id()).isEqualTo(urgent.id());
        assertThat(value(floor.queue.takeNext(sana, CARE)).orElseThrow().id()).isEqualTo(first.id());
        assertThat(RefusalTexts.english(refusal(floor.queue.takeNext(sana, null))))
                .isEqualTo("Sana has 2 of 2 conversations.");
        assertThat(floor.now(second).status()).isEqualTo(Status.WAITING);
    }

    @Test
    void nobody_to_take_is_no_error() {
        assertThat(value(floor.queue.takeNext(floor.onlineAgent("Sana", 2, CARE), null)))
                .isEmpty();
    }

    @Test
    void of_two_who_take_the_last_one_only_one_gets_it() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        Actor.Agent omar = floor.onlineAgent("Omar", 5, CARE);
        floor.waiting(CARE);
        List<Optional<Conversation>> taken = new CopyOnWriteArrayList<>();
        List<Thread> both = List.of(
                Thread.startVirtualThread(() -> taken.add(value(floor.queue.takeNext(sana, null)))),
                Thread.startVirtualThread(() -> taken.add(value(floor.queue.takeNext(omar, null)))));
        Eventually.until("both", () -> both.stream().noneMatch(Thread::isAlive));

        assertThat(taken.stream().filter(Optional::isPresent)).hasSize(1);
    }

    @Test
    void nothing_is_transferred_to_somebody_who_is_offline_full_or_does_not_serve_it() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        Actor.Agent gone = floor.agent("Omar", 5, CARE);
        Actor.Agent full = floor.onlineAgent("Cem", 0, CARE);
        Actor.Agent foreign = floor.onlineAgent("Nadia", 5, PAYMENTS);
        Conversation own = floor.submit(sana, floor.waiting(CARE), Command.Assign.to(person(sana)));

        assertThat(RefusalTexts.english(transfer(sana, own, gone))).isEqualTo("Omar is offline.");
        assertThat(RefusalTexts.english(transfer(sana, own, full))).isEqualTo("Cem has 0 of 0 conversations.");
        assertThat(transfer(sana, own, foreign).field()).isEqualTo("agentId");
        assertThat(refusal(floor.conversations
                                .assign(sana, own.id(), Cast.id(), null, null, Expected.NOTHING)
                                .join())
                        .field())
                .isEqualTo("agentId");
    }

    @Test
    void an_agent_may_take_one_more_by_her_own_hand_but_is_given_none() {
        Actor.Agent sana = floor.onlineAgent("Sana", 0, CARE);
        Conversation taken = floor.submit(sana, floor.waiting(CARE), Command.Send.text(Cast.id(), "I have it"));

        assertThat(taken.assignedAgent().name()).isEqualTo("Sana");
    }

    @Test
    void an_assignment_planned_before_an_agent_left_is_refused_after() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        Conversation waiting = floor.waiting(CARE);
        floor.presence.set(sana, chat.switchboard.presence.Status.OFFLINE);

        assertThat(refusal(floor.conversations
                                .submit(
                                        Actor.SYSTEM,
                                        waiting.id(),
                                        new Command.Route(Activity.Details.Routed.takenByHand(person(sana))))
                                .join())
                        .code())
                .isEqualTo(Refusal.Code.CONFLICT);
    }

    @Test
    void twenty_parallel_handoffs_are_one() {
        Conversation opened = floor.opened(CARE);
        Actor.Customer customer = new Actor.Customer(opened.customer().id(), "Ayesha");
        List<Thread> handoffs = java.util.stream.IntStream.range(0, 20)
                .mapToObj(_ -> Thread.startVirtualThread(() -> floor.submit(customer, opened, new Command.Handoff())))
                .toList();
        Eventually.until("all", () -> handoffs.stream().noneMatch(Thread::isAlive));

        assertThat(floor.column(
                        "SELECT id::text FROM message WHERE conversation_id = ? AND kind = 'event'", opened.id()))
                .hasSize(1);
    }

    @Test
    void a_close_while_the_customer_writes_is_one_or_the_other() {
        for (int i = 0; i < 20; i++) {
            Conversation open = floor.waiting(CARE);
            Actor.Customer customer = new Actor.Customer(open.customer().id(), "Ayesha");
            var said = floor.conversations.submit(customer, open.id(), Command.Send.text(Cast.id(), "Wait"));
            var closed = floor.conversations.submit(Actor.SYSTEM, open.id(), new Command.Close());
            Floor.done(closed);
            said.join();
            assertThat(floor.column(
                            "SELECT metadata ->> 'event' FROM message WHERE conversation_id = ? ORDER BY seq DESC LIMIT 1",
                            open.id()))
                    .containsExactly("conversation.closed");
        }
    }

    @Test
    void why_this_agent_is_kept_for_people_to_read() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        floor.agent("Omar", 5, CARE);
        floor.onlineAgent("Nadia", 5, PAYMENTS);
        floor.start();
        Conversation waiting = floor.waiting(CARE);
        Eventually.until("assigned", () -> floor.agentOf(waiting) != null);

        Activity routed = value(floor.conversations.history().activities(sana, waiting.id()))
                .getFirst();
        assertThat(routed.type()).isEqualTo("conversation.routed");
        Activity.Details.Routed why = (Activity.Details.Routed) routed.details();
        assertThat(why.agent()).isEqualTo(person(sana));
        assertThat(why.rule()).isEqualTo(new Activity.Rule(Activity.Rule.Code.ONLY_ONE, null, null));
        assertThat(why.candidates()).containsExactly(new Activity.Candidate(person(sana), 0, 5));
        assertThat(why.excluded()).anySatisfy(it -> {
            assertThat(it.reason()).isEqualTo(Activity.Exclusion.OFFLINE);
            assertThat(it.agents()).extracting(NamedRef::name).contains("Omar");
        });
    }

    @Test
    void why_still_waiting_is_answered_too() {
        Actor.Agent sana = floor.onlineAgent("Sana", 0, CARE);
        Conversation waiting = floor.waiting(CARE);
        Explanation full = value(floor.queue.explain(sana, waiting.id()));

        assertThat(full.why()).isEqualTo(new Explanation.Why(Explanation.Why.Code.ALL_BUSY, null, 1));
        assertThat(full.place().position()).isEqualTo(1);
        assertThat(full.excluded()).anySatisfy(it -> assertThat(it.reason()).isEqualTo(Activity.Exclusion.FULL));
        floor.presence.set(sana, chat.switchboard.presence.Status.OFFLINE);
        assertThat(value(floor.queue.explain(sana, waiting.id())).why().code())
                .isEqualTo(Explanation.Why.Code.NOBODY_ONLINE);
    }

    @Test
    void a_customer_who_writes_again_after_the_end_gets_a_new_conversation_linked_to_the_old_one() {
        Conversation old = floor.waiting(CARE);
        floor.submit(Actor.SYSTEM, old, new Command.Close());
        Actor.Customer customer = new Actor.Customer(old.customer().id(), "Ayesha");
        Conversation fresh = Floor.done(floor.conversations.open(
                        customer,
                        Cast.id(),
                        new OpenConversation(null, null, null, null, Command.Send.text(Cast.id(), "Me again"))))
                .conversation();

        assertThat(fresh.service().previousConversationId()).isEqualTo(old.id());
    }

    private long assigned(List<Conversation> conversations) {
        return conversations.stream().filter(it -> floor.agentOf(it) != null).count();
    }

    private Refusal transfer(Actor.Agent from, Conversation conversation, Actor.Agent to) {
        return refusal(floor.conversations
                .assign(from, conversation.id(), to.id(), null, null, Expected.NOTHING)
                .join());
    }

    private static NamedRef person(Actor.Staff staff) {
        return new NamedRef(staff.id(), staff.name());
    }
}
