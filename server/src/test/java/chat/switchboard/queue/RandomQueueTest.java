package chat.switchboard.queue;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.OMAR;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static chat.switchboard.conversation.Cast.SANA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Decision;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Preconditions;
import chat.switchboard.conversation.Status;
import chat.switchboard.conversation.Topic;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.ledger.Committed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Ten thousand desks with six conversations each, through thirty random commands: whatever happens, the places of a
/// line are 1 to n in the order of turns. `-Dseed=…` repeats a run.
class RandomQueueTest {
    private static final int DESKS = 10_000;
    private static final int CONVERSATIONS = 6;
    private static final int COMMANDS = 30;
    private static final NamedRef CARE_DEPARTMENT = new NamedRef(CARE, "Customer care");
    private static final NamedRef PAYMENTS_DEPARTMENT = new NamedRef(PAYMENTS, "Payments");
    private static final List<NamedRef> AGENTS =
            List.of(new NamedRef(SANA.id(), SANA.name()), new NamedRef(OMAR.id(), OMAR.name()));

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void places_are_a_permutation_in_the_order_of_turns() {
        for (int desk = 0; desk < DESKS; desk++) live("seed %d, desk %d".formatted(seed, desk));
    }

    private void live(String where) {
        QueueBoard board = new QueueBoard();
        List<Conversation> everybody = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) everybody.add(opened());
        for (int done = 0; done < COMMANDS; ) {
            done += happens(board, everybody);
            board.begin();
            List<QueueEntry> read = waiting(everybody);
            // The table was read before this; the board has to know better.
            done += happens(board, everybody);
            board.round(read, ServiceRate.UNKNOWN, _ -> true);
            check(where, board, everybody);
        }
    }

    private int happens(QueueBoard board, List<Conversation> everybody) {
        int commands = 1 + random.nextInt(5);
        for (int i = 0; i < commands; i++) {
            int which = random.nextInt(everybody.size());
            Conversation before = everybody.get(which);
            now = now.plusSeconds(random.nextInt(3));
            if (!(before.decide(Actor.SYSTEM, command(), Preconditions.at(now)) instanceof Decision.Accepted accepted))
                continue;
            everybody.set(which, accepted.after());
            board.committed(new Committed(before, accepted.after(), accepted.events(), false));
        }
        return commands;
    }

    private static void check(String where, QueueBoard board, List<Conversation> everybody) {
        List<QueueEntry> waiting = waiting(everybody);
        for (UUID line : List.of(CARE, PAYMENTS)) {
            List<Integer> places = waiting.stream()
                    .filter(it -> it.departmentId().equals(line))
                    .sorted(QueueEntry.ORDER)
                    .map(it -> board.position(it.id()).position())
                    .toList();
            assertThat(places)
                    .as(where)
                    .isEqualTo(IntStream.rangeClosed(1, places.size()).boxed().toList());
        }
        for (Conversation it : everybody)
            if (it.status() != Status.WAITING)
                assertThat(board.position(it.id())).as(where).isNull();
    }

    private static List<QueueEntry> waiting(List<Conversation> everybody) {
        return everybody.stream()
                .filter(it -> it.status() == Status.WAITING)
                .map(QueueBoard::waiting)
                .toList();
    }

    private Conversation opened() {
        Conversation.Customer customer = new Conversation.Customer(
                AYESHA.id(),
                AYESHA.name(),
                Message.Sender.Type.CUSTOMER,
                new Conversation.Contact(null, null, null, "{}"));
        Topic topic = Topic.opened(null, "other", CARE_DEPARTMENT, "{}");
        return Conversation.opened(Cast.id(), customer, topic, now);
    }

    private Command command() {
        NamedRef agent = AGENTS.get(random.nextInt(AGENTS.size()));
        NamedRef department = random.nextBoolean() ? CARE_DEPARTMENT : PAYMENTS_DEPARTMENT;
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> new Command.Handoff();
            case 3 -> Command.Assign.to(agent);
            case 4 -> new Command.Assign(null, null, null);
            case 5 -> new Command.Assign(null, department, null);
            case 6 -> new Command.Route(Activity.Details.Routed.takenByHand(agent));
            case 7, 8 -> new Command.Release(agent, Command.Release.Cause.AGENT_LOST);
            case 9 -> new Command.Resolve();
            case 10 -> new Command.Reopen();
            case 11 -> random.nextInt(4) == 0 ? new Command.Close() : new Command.Escalate("now");
            default -> new Command.Edit(null, Priority.values()[random.nextInt(4)], null, department, null);
        };
    }
}
