package chat.switchboard.conversation;

import static chat.switchboard.conversation.Status.ACTIVE;
import static chat.switchboard.conversation.Status.AUTOMATED;
import static chat.switchboard.conversation.Status.CLOSED;
import static chat.switchboard.conversation.Status.RESOLVED;
import static chat.switchboard.conversation.Status.WAITING;

import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.conversation.Conversation.Rating;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Actor.Agent;
import chat.switchboard.kernel.Actor.Requester;
import chat.switchboard.kernel.Actor.Staff;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import java.time.Duration;
import java.time.Instant;

/// The rules of a conversation's life: who asks for a person, who has it, how it ends, how urgent it is, how it was.
final class LifecycleRules {
    static final int MOST_IN_NOTE = 1_000;
    static final int MOST_IN_REASON = 500;
    static final int MOST_IN_COMMENT = 1_000;
    static final Duration RATING_WINDOW = Duration.ofDays(7);

    private LifecycleRules() {}

    static Decision handedOff(Conversation c, Actor actor, Instant now) {
        if (c.status() != AUTOMATED) return Decision.unchanged(c);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.queue();
        transition.record(Message.Sender.of(actor), new Details.HandedOff());
        return transition.accepted();
    }

    static Decision assigned(Conversation c, Actor actor, Command.Assign assign, Instant now) {
        if (!decidesForTheDesk(actor)) return Decision.onlyStaff();
        Refusal tooLong = Refusal.tooLong("note", assign.note(), MOST_IN_NOTE);
        if (tooLong != null) return new Decision.Refused(tooLong);
        if (assignsNothingNew(c, assign)) return Decision.unchanged(c);
        if (actor instanceof Agent agent && c.status() == ACTIVE && !c.isAssignedTo(agent.id())) return taken(c);
        boolean takes = takes(actor, assign);
        if (takes && assign.expected().agentId() == null && hasSomebodyElse(c, assign.agent())) return taken(c);
        Refusal outdated = assign.expected().refuses(c);
        if (outdated != null) return new Decision.Refused(outdated);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        boolean moved = assign.department() != null
                && !assign.department().equals(c.topic().department());
        if (moved) transition.department(assign.department());
        if (assign.agent() != null) transition.assign(assign.agent(), Message.Sender.of(actor));
        else if (moved) transition.transferred(Message.Sender.of(actor), assign.department());
        else if (c.status() == AUTOMATED) transition.queue();
        else transition.handedBack();
        boolean takesOver = takes && hasSomebodyElse(c, assign.agent());
        transition.record(Message.Sender.of(actor), details(c, assign, takesOver));
        return transition.accepted();
    }

    private static boolean takes(Actor actor, Command.Assign assign) {
        return assign.agent() != null
                && actor instanceof Staff staff
                && staff.id().equals(assign.agent().id());
    }

    private static boolean hasSomebodyElse(Conversation c, NamedRef than) {
        return c.assignedAgent() != null && !c.isAssignedTo(than.id());
    }

    private static boolean assignsNothingNew(Conversation c, Command.Assign assign) {
        if (assign.department() != null && !assign.department().equals(c.topic().department())) return false;
        return assign.agent() == null
                ? c.status() == WAITING
                : c.status() == ACTIVE
                        && assign.agent().id().equals(c.assignedAgent().id());
    }

    private static Details details(Conversation before, Command.Assign assign, boolean takesOver) {
        NamedRef from = before.assignedAgent();
        String note = Text.orNull(assign.note());
        return takesOver
                ? new Details.TakenOver(from, assign.agent(), assign.department(), note)
                : new Details.Assigned(from, assign.agent(), assign.department(), note);
    }

    static Decision resolved(Conversation c, Actor actor, Command.Resolve resolve, Instant now) {
        if (!decidesForTheDesk(actor)) return Decision.onlyStaff();
        if (c.status() == RESOLVED) return Decision.unchanged(c);
        Refusal outdated = resolve.expected().refuses(c);
        if (outdated != null) return new Decision.Refused(outdated);
        if (c.status() != ACTIVE) return Decision.conflict(Reason.ONLY_ACTIVE_CAN_BE_RESOLVED);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.resolve(Message.Sender.of(actor));
        return transition.accepted();
    }

    static Decision reopened(Conversation c, Actor actor, Command.Reopen reopen, Instant now) {
        if (!decidesForTheDesk(actor)) return Decision.onlyStaff();
        if (c.status() != RESOLVED) return Decision.unchanged(c);
        Refusal outdated = reopen.expected().refuses(c);
        if (outdated != null) return new Decision.Refused(outdated);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.resumed();
        transition.record(Message.Sender.of(actor), new Details.Reopened());
        return transition.accepted();
    }

    static Decision closed(Conversation c, Actor actor, Command.Close close, Instant now) {
        if (!decidesForTheDesk(actor)) return Decision.onlyStaff();
        Refusal outdated = close.expected().refuses(c);
        if (outdated != null) return new Decision.Refused(outdated);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.close(Message.Sender.of(actor));
        return transition.accepted();
    }

    /// A conversation that a bot still answers enters the queue when it is escalated.
    static Decision escalated(Conversation c, Actor actor, Command.Escalate escalate, Instant now) {
        if (!decidesForTheDesk(actor)) return Decision.onlyStaff();
        Refusal tooLong = Refusal.tooLong("reason", escalate.reason(), MOST_IN_REASON);
        if (tooLong != null) return new Decision.Refused(tooLong);
        if (Text.isBlank(escalate.reason())) return Decision.invalid("reason", Reason.REASON_MISSING);
        if (c.status() == RESOLVED) return Decision.conflict(Reason.REOPEN_FIRST);
        if (c.times().escalatedAt() != null) return Decision.unchanged(c);
        Refusal outdated = escalate.expected().refuses(c);
        if (outdated != null) return new Decision.Refused(outdated);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.escalate(Message.Sender.of(actor), Details.Escalated.byHand(escalate.reason()));
        if (c.status() == AUTOMATED) transition.queue();
        return transition.accepted();
    }

    static Decision acknowledged(Conversation c, Actor actor, Instant now) {
        if (!(actor instanceof Staff staff)) return Decision.onlyStaff();
        if (c.replyClock().acknowledgedBy() != null) return Decision.unchanged(c);
        boolean late =
                c.replyClock().level() != ReplyClock.Level.NONE || c.times().escalatedAt() != null;
        if (!c.replyClock().runs() || !late) return Decision.conflict(Reason.NOTHING_LATE);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.acknowledge(new NamedRef(staff.id(), staff.name()));
        transition.record(Message.Sender.of(staff), new Details.ReplyAcknowledged());
        return transition.accepted();
    }

    static Decision edited(Conversation c, Actor actor, Command.Edit edit, Instant now) {
        if (!decidesForTheDesk(actor)) return Decision.onlyStaff();
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.edit(edit, Message.Sender.of(actor));
        Decision edited = transition.accepted();
        if (edited instanceof Decision.Accepted same && same.events().isEmpty()) return edited;
        Refusal outdated = edit.expected().refuses(c);
        return outdated == null ? edited : new Decision.Refused(outdated);
    }

    static Decision rated(Conversation c, Actor actor, Command.Rate rate, Instant now) {
        if (!(actor instanceof Requester)) return Decision.onlyCustomers();
        if (rate.score() < 1 || rate.score() > 5) return Decision.invalid("score", Reason.SCORE_OUT_OF_RANGE, 1, 5);
        Refusal tooLong = Refusal.tooLong("comment", rate.comment(), MOST_IN_COMMENT);
        if (tooLong != null) return new Decision.Refused(tooLong);
        if (c.status() == AUTOMATED || c.status() == WAITING || c.status() == ACTIVE)
            return Decision.conflict(Reason.RATE_AFTER_RESOLUTION);
        if (c.status() == CLOSED && now.isAfter(c.times().closedAt().plus(RATING_WINDOW))) return Decision.closed();
        if (c.rating() != null) return Decision.conflict(Reason.ALREADY_RATED);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.rate(new Rating(rate.score(), Text.orNull(rate.comment())));
        return transition.accepted();
    }

    /// People who work at the desk, and the server on their behalf.
    static boolean decidesForTheDesk(Actor actor) {
        return actor instanceof Staff || actor instanceof Actor.System;
    }

    /// An agent who was a moment too late learns who was faster; everybody else learns nothing.
    static Decision unseen(Conversation c, Actor actor, Command command) {
        boolean takes = command instanceof Command.Send || command instanceof Command.Assign;
        return takes
                        && actor instanceof Agent agent
                        && c.status() == ACTIVE
                        && serves(agent, c.topic().department())
                ? taken(c)
                : Decision.notFound();
    }

    private static boolean serves(Agent agent, NamedRef department) {
        return department == null || agent.departmentIds().contains(department.id());
    }

    private static Decision taken(Conversation c) {
        NamedRef agent = c.assignedAgent();
        return new Decision.Refused(
                Refusal.outdated(null, Expected.current(agent), Reason.ALREADY_TAKEN, agent.name()));
    }
}
