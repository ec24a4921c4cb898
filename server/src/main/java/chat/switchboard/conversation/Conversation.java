package chat.switchboard.conversation;

import static chat.switchboard.conversation.NamedRef.idOf;
import static chat.switchboard.conversation.Status.AUTOMATED;
import static chat.switchboard.conversation.Status.CLOSED;
import static chat.switchboard.conversation.Status.WAITING;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Actor.Agent;
import chat.switchboard.kernel.Actor.Requester;
import chat.switchboard.kernel.Actor.Staff;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A support ticket and its chat: the state, and the one switch through which it changes.
///
/// [#decide] is pure: it reads this value, the actor, the command and the preconditions, and answers with the
/// conversation after and the events, or a refusal. Nothing is stored or sent here. The rules themselves are
/// in [MessageRules] (what the two sides say), [LifecycleRules] (what becomes of it) and [AutomationRules] (what the
/// server does).
///
/// @param number short and increasing, for people
/// @param readMarks how far readers have read, by reader; loaded only where a command asks
public record Conversation(
        UUID id,
        long number,
        Customer customer,
        Topic topic,
        Status status,
        NamedRef assignedAgent,
        Times times,
        Counts counts,
        LastMessage lastMessage,
        Rating rating,
        Service service,
        ReplyClock replyClock,
        Map<UUID, Integer> readMarks) {

    /// Who asked for help.
    ///
    /// @param contact for staff only
    public record Customer(UUID id, String name, Message.Sender.Type kind, Contact contact) {
        Customer known(String locale, String attributes) {
            return new Customer(id, name, kind, new Contact(contact.email, contact.phone, locale, attributes));
        }
    }

    /// What staff may know of a customer beside the name; every part may be null.
    ///
    /// @param attributes a JSON object as text
    public record Contact(String email, String phone, String locale, String attributes) {
        public static final Contact UNKNOWN = new Contact(null, null, null, "{}");
    }

    /// What a list shows of what was last said, by people or the bot: an event is no news to whoever reads the list.
    public record LastMessage(
            Message.Sender.Type senderType, String senderName, Message.Kind kind, String preview, Instant at) {}

    /// @param score 1 to 5
    public record Rating(int score, String comment) {}

    /// A conversation at its first moment: nothing said yet, nobody asked for.
    public static Conversation opened(UUID id, Customer customer, Topic topic, Instant now) {
        return new Conversation(
                id,
                0,
                customer,
                topic,
                AUTOMATED,
                null,
                Times.opened(now),
                Counts.NONE,
                null,
                null,
                Service.NONE,
                ReplyClock.STOPPED,
                Map.of());
    }

    /// As stored: with its number, what came before it, and the customer's language and attributes.
    public Conversation registered(long number, Service before, String locale, String attributes) {
        Transition next = new Transition(this, times.updatedAt());
        next.number = number;
        next.service = before;
        next.customer = customer.known(locale, attributes);
        return next.conversation();
    }

    public Conversation withReadMark(UUID readerId, int seq) {
        Transition next = new Transition(this, times.updatedAt());
        next.readMarks = new HashMap<>(readMarks);
        next.readMarks.put(readerId, seq);
        return next.conversation();
    }

    public Conversation withReplyDue(ReplyClock.Due due) {
        Transition next = new Transition(this, times.updatedAt());
        next.replyClock = replyClock.due(due);
        return next.conversation();
    }

    public int lastSeq() {
        return counts.lastSeq();
    }

    /// Whether this actor may know that the conversation exists.
    public boolean visibleTo(Actor actor) {
        return standing().visibleTo(actor);
    }

    /// Where it stands, in few bytes.
    public Standing standing() {
        return new Standing(status, customer.id, idOf(assignedAgent), idOf(topic.department()));
    }

    /// What decides who may see a conversation, and whether anybody may still talk in it.
    ///
    /// @param agentId null while nobody has it
    /// @param departmentId null when every agent serves it
    public record Standing(Status status, UUID customerId, UUID agentId, UUID departmentId) {
        public boolean visibleTo(Actor actor) {
            return switch (actor) {
                case Requester requester -> requester.id().equals(customerId);
                case Agent agent -> agent.id().equals(agentId) || isOpenTo(agent);
                case Actor.Admin _, Actor.Bot _, Actor.System _ -> true;
            };
        }

        private boolean isOpenTo(Agent agent) {
            boolean unassigned = status == AUTOMATED || status == WAITING;
            return unassigned && (departmentId == null || agent.departmentIds().contains(departmentId));
        }
    }

    /// What `command` does to this conversation if `actor` asks for it under these preconditions.
    public Decision decide(Actor actor, Command command, Preconditions given) {
        if (!given.leaseHeld()) return new Decision.Refused(Refusal.conflict(Reason.LEASE_LOST));
        if (!visibleTo(actor)) return LifecycleRules.unseen(this, actor, command);
        Decision decision = status == CLOSED ? whenClosed(actor, command, given.now()) : ruled(actor, command, given);
        return decision instanceof Decision.Accepted(Conversation after, List<Event> _)
                        && given.refuses(actor, command, this, after) instanceof Refusal refusal
                ? new Decision.Refused(refusal)
                : decision;
    }

    private Decision ruled(Actor actor, Command command, Preconditions given) {
        Instant now = given.now();
        return switch (command) {
            case Command.Send send -> MessageRules.said(this, actor, send, given);
            case Command.MarkRead read -> MessageRules.read(this, actor, read, now);
            case Command.Handoff _ -> LifecycleRules.handedOff(this, actor, now);
            case Command.Rate rate -> LifecycleRules.rated(this, actor, rate, now);
            case Command.Assign assign -> LifecycleRules.assigned(this, actor, assign, now);
            case Command.Resolve resolve -> LifecycleRules.resolved(this, actor, resolve, now);
            case Command.Reopen reopen -> LifecycleRules.reopened(this, actor, reopen, now);
            case Command.Close close -> LifecycleRules.closed(this, actor, close, now);
            case Command.Escalate escalate -> LifecycleRules.escalated(this, actor, escalate, now);
            case Command.Acknowledge _ -> LifecycleRules.acknowledged(this, actor, now);
            case Command.Edit edit -> LifecycleRules.edited(this, actor, edit, now);
            case Command.Route route -> AutomationRules.routed(this, actor, route, now);
            case Command.Release release -> AutomationRules.released(this, actor, release, now);
            case Command.Remind remind -> AutomationRules.reminded(this, actor, remind, now);
            case Command.Expire expire -> AutomationRules.expired(this, actor, expire, now);
            case Command.Turn turn -> AutomationRules.turned(this, actor, turn, now);
            case Command.Summarise it -> AutomationRules.summarised(this, actor, it, now);
            case Command.LeaveDepartment leave -> AutomationRules.leftDepartment(this, actor, leave, now);
        };
    }

    private Decision whenClosed(Actor actor, Command command, Instant now) {
        return switch (command) {
            case Command.MarkRead read -> MessageRules.read(this, actor, read, now);
            case Command.Rate rate -> LifecycleRules.rated(this, actor, rate, now);
            case Command.Close _ when LifecycleRules.decidesForTheDesk(actor) -> Decision.unchanged(this);
            case Command.ByTheServer _ when actor instanceof Actor.System -> Decision.unchanged(this);
            case Command.Send _,
                    Command.Handoff _,
                    Command.Assign _,
                    Command.Resolve _,
                    Command.Reopen _,
                    Command.Close _,
                    Command.Escalate _,
                    Command.Acknowledge _,
                    Command.Edit _,
                    Command.ByTheServer _ -> Decision.closed();
        };
    }

    boolean isAssignedTo(UUID agentId) {
        return assignedAgent != null && assignedAgent.id().equals(agentId);
    }

    /// Unassigned: an agent who answers accepts it.
    boolean isOpenToTake() {
        return status == AUTOMATED || status == WAITING;
    }

    /// Whom `command` makes responsible, if it is accepted; null for nobody new.
    public NamedRef assigneeOf(Actor actor, Command command) {
        if (command instanceof Command.Assign assign) return assign.agent();
        if (command instanceof Command.Route route) return route.agent();
        boolean accepts = command instanceof Command.Send && isOpenToTake();
        return accepts && actor instanceof Staff staff ? new NamedRef(staff.id(), staff.name()) : null;
    }
}
