package chat.switchboard.conversation;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.OMAR;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static chat.switchboard.conversation.Cast.SANA;

import chat.switchboard.conversation.Activity.Details.BotDecided;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Ayesha's conversation in each state of its life, and what `decide` makes of a command there.
final class Situations {
    static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    static final NamedRef CARE_DEPARTMENT = new NamedRef(CARE, "Customer care");
    static final NamedRef PAYMENTS_DEPARTMENT = new NamedRef(PAYMENTS, "Payments");
    static final NamedRef SANA_HERSELF = new NamedRef(SANA.id(), "Sana");
    static final NamedRef OMAR_HIMSELF = new NamedRef(OMAR.id(), "Omar");

    private Situations() {}

    static Conversation fresh() {
        Conversation.Customer customer = new Conversation.Customer(
                AYESHA.id(), "Ayesha", Message.Sender.Type.CUSTOMER, Conversation.Contact.UNKNOWN);
        Topic topic = Topic.opened("Where is it?", "order", CARE_DEPARTMENT, "{}");
        return Conversation.opened(Cast.id(), customer, topic, NINE);
    }

    /// The bot has it: nobody has asked for a person.
    static Conversation automated() {
        return after(fresh(), AYESHA, text("Where is my order?"), withBot(soon()));
    }

    static Conversation waiting() {
        return after(automated(), AYESHA, new Command.Handoff());
    }

    static Conversation active() {
        return after(waiting(), SANA, Command.Assign.to(SANA_HERSELF));
    }

    static Conversation resolved() {
        return after(active(), SANA, new Command.Resolve());
    }

    static Conversation closed() {
        return after(active(), SANA, new Command.Close());
    }

    static Map<String, Conversation> states() {
        Map<String, Conversation> states = new LinkedHashMap<>();
        for (Conversation state : List.of(automated(), waiting(), active(), resolved(), closed()))
            states.put(state.status().wireName(), state);
        return states;
    }

    static Command.Send text(String content) {
        return Command.Send.text(Cast.id(), content);
    }

    /// A minute past nine, as everything here unless it says otherwise.
    static Instant soon() {
        return NINE.plusSeconds(60);
    }

    static Conversation after(Conversation before, Actor actor, Command command) {
        return after(before, actor, command, soon());
    }

    static Preconditions withBot(Instant at) {
        return Preconditions.at(at).withBot();
    }

    /// The assigned agent is reading or typing.
    static Preconditions attended(Instant at) {
        return Preconditions.at(at).whileAttended();
    }

    static Preconditions counting(Instant at, Duration burst) {
        return Preconditions.at(at).countingBursts(burst);
    }

    static Conversation after(Conversation before, Actor actor, Command command, Instant at) {
        return after(before, actor, command, Preconditions.at(at));
    }

    static Conversation after(Conversation before, Actor actor, Command command, Preconditions around) {
        return switch (before.decide(actor, command, around)) {
            case Decision.Accepted accepted -> accepted.after();
            case Decision.Refused _ -> before;
        };
    }

    static List<Event> events(Conversation before, Actor actor, Command command) {
        return events(before, actor, command, Preconditions.at(soon()));
    }

    static List<Event> events(Conversation before, Actor actor, Command command, Preconditions around) {
        return ((Decision.Accepted) before.decide(actor, command, around)).events();
    }

    static <T extends Event> List<T> events(Conversation before, Actor actor, Command command, Class<T> type) {
        return only(type, events(before, actor, command));
    }

    private static <T extends Event> List<T> only(Class<T> type, List<Event> events) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// The names of the facts that customers are told.
    static List<String> facts(Conversation before, Actor actor, Command command) {
        return facts(before, actor, command, Preconditions.at(soon()));
    }

    static List<String> facts(Conversation before, Actor actor, Command command, Preconditions around) {
        return only(Event.MessageCreated.class, events(before, actor, command, around)).stream()
                .map(created -> created.message().metadata())
                .filter(Message.Metadata.Fact.class::isInstance)
                .map(metadata -> ((Message.Metadata.Fact) metadata).event())
                .toList();
    }

    static Refusal refusal(Conversation before, Actor actor, Command command) {
        return ((Decision.Refused) before.decide(actor, command, Preconditions.at(soon()))).refusal();
    }

    static Command.Release release(Command.Release.Cause cause) {
        return new Command.Release(SANA_HERSELF, cause);
    }

    static Command.Route route(NamedRef agent) {
        return new Command.Route(Activity.Details.Routed.takenByHand(agent));
    }

    /// The bot answers the first message.
    static Command.Turn turn() {
        return turn(automated(), 1, false);
    }

    static Command.Turn turn(Conversation now, int seq, boolean toPeople) {
        Automation before = now.service().automation();
        var why = new Activity.Details.BotDecided(
                seq,
                toPeople ? BotDecided.Outcome.HANDED_OFF : BotDecided.Outcome.ANSWERED,
                toPeople ? BotDecided.Reason.MISSES : BotDecided.Reason.MATCHED,
                null,
                null,
                null,
                null,
                "en",
                "neutral",
                null,
                null,
                null,
                null);
        return new Command.Turn(
                now.status(),
                before.handledSeq(),
                toPeople ? null : text("It is on its way."),
                why,
                toPeople,
                false,
                Priority.HIGH,
                null,
                null,
                "{\"language\":\"en\"}",
                before.spoke(seq));
    }

    static UUID sana() {
        return SANA.id();
    }
}
