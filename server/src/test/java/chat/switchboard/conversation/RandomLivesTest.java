package chat.switchboard.conversation;

import static chat.switchboard.conversation.Situations.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Ten thousand conversations, each through forty random commands of random people with a clock that jumps.
///
/// `-Dseed=…` repeats a run; every failure names its seed.
class RandomLivesTest {
    private static final int LIVES = 10_000;
    private static final int COMMANDS = 40;
    private static final List<Actor> PEOPLE = List.of(
            Cast.AYESHA, Cast.AYESHA, Cast.SANA, Cast.OMAR, Cast.PAYMENTS_ONLY, Cast.BILAL, Actor.BOT, Actor.SYSTEM);
    private static final List<NamedRef> AGENTS = List.of(Situations.SANA_HERSELF, Situations.OMAR_HIMSELF);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    @Test
    void whatever_people_do_the_rules_hold() {
        for (int life = 0; life < LIVES; life++) live(life);
    }

    private boolean bot;
    private Duration burst;

    private void live(int life) {
        bot = random.nextBoolean();
        burst = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(30);
        Conversation now = Situations.fresh();
        Instant at = NINE;
        List<Message> ledger = new ArrayList<>();
        for (int step = 0; step < COMMANDS; step++) {
            at = at.plus(jump());
            Actor actor = PEOPLE.get(random.nextInt(PEOPLE.size()));
            Command command = command(now);
            String where = "seed %d, life %d, step %d: %s by %s".formatted(seed, life, step, command, actor);
            Preconditions around = new Preconditions(at, bot, random.nextInt(4) == 0, burst, true, null);
            if (!(now.decide(actor, command, around)
                    instanceof Decision.Accepted(Conversation after, List<Event> events))) continue;
            check(where, now, after, events, ledger);
            if (command instanceof Command.Send && actor instanceof Actor.Requester) asked(where, after, around);
            now = after;
        }
    }

    /// Nobody is left alone with a question: the third one into silence is heard, unless the bot
    /// answers; and without a bot it waits.
    private static void asked(String where, Conversation after, Preconditions around) {
        boolean hasBot = after.status() == Status.AUTOMATED;
        if (silences(after) >= MessageRules.SILENCE_ESCALATES_AT && !around.attended() && !hasBot)
            assertThat(after.times().escalatedAt()).as(where).isNotNull();
        if (!around.botActive()) assertThat(after.status()).as(where).isNotEqualTo(Status.AUTOMATED);
    }

    private static void check(
            String where, Conversation before, Conversation after, List<Event> events, List<Message> ledger) {
        for (Event event : events)
            if (event instanceof Event.MessageCreated(Message message)) {
                assertThat(message.seq()).as(where).isEqualTo(ledger.size() + 1);
                ledger.add(message);
            }
        assertThat(after.lastSeq()).as(where).isEqualTo(ledger.size());
        if (events.isEmpty()) assertThat(after).as(where).isEqualTo(before);
        if (before.status() == Status.CLOSED)
            assertThat(after.status()).as(where).isEqualTo(Status.CLOSED);
        hasAnAgentExactlyWhenItShould(where, after);
        timesAreInOrder(where, before, after);
        silenceIsCounted(where, after);
    }

    private static void hasAnAgentExactlyWhenItShould(String where, Conversation c) {
        if (c.status() == Status.ACTIVE) assertThat(c.assignedAgent()).as(where).isNotNull();
        if (c.isOpenToTake()) assertThat(c.assignedAgent()).as(where).isNull();
        if (c.status() == Status.WAITING)
            assertThat(c.times().requestedAgentAt()).as(where).isNotNull();
    }

    private static void timesAreInOrder(String where, Conversation before, Conversation after) {
        Times t = after.times();
        assertThat(t.updatedAt()).as(where).isAfterOrEqualTo(before.times().updatedAt());
        Stream.of(
                        t.requestedAgentAt(),
                        t.assignedAt(),
                        t.firstResponseAt(),
                        t.escalatedAt(),
                        t.resolvedAt(),
                        t.closedAt())
                .filter(Objects::nonNull)
                .forEach(time -> assertThat(time).as(where).isBetween(t.createdAt(), t.updatedAt()));
        assertThat(t.closedAt() != null).as(where).isEqualTo(after.status() == Status.CLOSED);
        if (after.status() != Status.CLOSED)
            assertThat(t.resolvedAt() != null).as(where).isEqualTo(after.status() == Status.RESOLVED);
    }

    private static int silences(Conversation c) {
        return c.counts().bursts().count() == 0
                ? c.counts().unanswered()
                : c.counts().bursts().count();
    }

    private static void silenceIsCounted(String where, Conversation c) {
        boolean over = c.status() == Status.RESOLVED || c.status() == Status.CLOSED;
        if (c.status() == Status.WAITING)
            assertThat(c.replyClock().runs()).as(where).isTrue();
        if (over) assertThat(c.replyClock().runs()).as(where).isFalse();
    }

    /// Mostly a little forward; sometimes an hour, in either direction.
    private Duration jump() {
        return switch (random.nextInt(20)) {
            case 0 -> Duration.ofHours(1);
            case 1 -> Duration.ofHours(-1);
            default -> Duration.ofMillis(random.nextInt(60_000));
        };
    }

    private Command command(Conversation now) {
        NamedRef agent = AGENTS.get(random.nextInt(AGENTS.size()));
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> Situations.text("Hello");
            case 5 -> new Command.MarkRead(1 + random.nextInt(now.lastSeq() + 1));
            case 6 -> new Command.Handoff();
            case 7 -> Situations.turn(now, now.lastSeq(), random.nextBoolean());
            case 8 -> Command.Assign.to(agent);
            case 9 -> new Command.Assign(null, random.nextBoolean() ? Situations.PAYMENTS_DEPARTMENT : null, "n");
            case 10 -> new Command.Resolve();
            case 11 -> new Command.Reopen();
            case 12 -> random.nextInt(4) == 0 ? new Command.Close() : new Command.Acknowledge();
            case 13 -> new Command.Escalate("now");
            case 14 -> new Command.Rate(random.nextInt(7), null);
            case 15 -> new Command.Edit(null, Priority.HIGH, null, Situations.CARE_DEPARTMENT, null);
            case 16, 17 -> new Command.Route(Activity.Details.Routed.takenByHand(agent));
            case 18 -> new Command.Release(agent, Command.Release.Cause.values()[random.nextInt(3)]);
            default -> random.nextBoolean() ? new Command.Expire(now.times().updatedAt()) : remind(now);
        };
    }

    private Command remind(Conversation now) {
        ReplyClock.Level level = ReplyClock.Level.values()[random.nextInt(ReplyClock.Level.values().length)];
        return new Command.Remind(level, now.replyClock().since(), null);
    }
}
