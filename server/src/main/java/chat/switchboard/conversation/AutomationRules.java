package chat.switchboard.conversation;

import static chat.switchboard.conversation.Status.ACTIVE;
import static chat.switchboard.conversation.Status.RESOLVED;
import static chat.switchboard.conversation.Status.WAITING;

import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.conversation.Command.Release.Cause;
import chat.switchboard.conversation.Message.Sender;
import chat.switchboard.conversation.ReplyClock.Level;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Actor.Staff;
import chat.switchboard.kernel.Text;
import java.time.Instant;

/// The rules of what the server does by itself. Every one first checks that what it believes is still so.
final class AutomationRules {
    private static final int MOST_IN_SUMMARY = 2_000;

    private AutomationRules() {}

    /// By the router, or by an agent who took the next one out of a queue.
    static Decision routed(Conversation c, Actor actor, Command.Route route, Instant now) {
        boolean takesNext =
                actor instanceof Staff staff && staff.id().equals(route.agent().id());
        if (!takesNext && !(actor instanceof Actor.System)) return Decision.onlyStaff();
        if (c.status() != WAITING) return Decision.unchanged(c);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.assign(route.agent(), Sender.of(actor));
        transition.record(Sender.of(actor), route.why());
        return transition.accepted();
    }

    static Decision released(Conversation c, Actor actor, Command.Release release, Instant now) {
        if (!(actor instanceof Actor.System)) return Decision.onlyStaff();
        if (c.status() != ACTIVE || !c.isAssignedTo(release.agent().id())) return Decision.unchanged(c);
        if (release.cause() == Cause.NOT_OPENED && c.service().openedAt() != null) return Decision.unchanged(c);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.lost(release.agent());
        transition.record(Sender.SYSTEM, new Details.Requeued(release.agent(), release.cause()));
        return transition.accepted();
    }

    static Decision reminded(Conversation c, Actor actor, Command.Remind remind, Instant now) {
        if (!(actor instanceof Actor.System)) return Decision.onlyStaff();
        ReplyClock clock = c.replyClock();
        boolean sameSilence = clock.runs() && clock.since().equals(remind.since());
        boolean seen = clock.acknowledgedBy() != null;
        // After an acknowledgement nobody else is notified, but the reply still becomes overdue.
        Level level = seen && remind.level().compareTo(Level.AGENT) > 0 ? Level.AGENT : remind.level();
        if (!sameSilence || level.compareTo(clock.level()) <= 0) return Decision.unchanged(c);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.remind(level, seen && level == Level.AGENT ? null : remind.nextAt());
        return transition.accepted();
    }

    static Decision expired(Conversation c, Actor actor, Command.Expire expire, Instant now) {
        if (!(actor instanceof Actor.System)) return Decision.onlyStaff();
        if (c.status() != RESOLVED || c.times().resolvedAt().isAfter(expire.before())) return Decision.unchanged(c);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.close(Sender.SYSTEM);
        return transition.accepted();
    }

    /// Nothing any more once somebody else acted: a person has it, or the message was dealt with.
    static Decision turned(Conversation c, Actor actor, Command.Turn turn, Instant now) {
        if (!(actor instanceof Actor.Bot) && !(actor instanceof Actor.System)) return Decision.onlyStaff();
        if (c.status() != turn.from() || c.service().automation().handledSeq() != turn.basis())
            return Decision.unchanged(c);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.turn(turn, Sender.of(actor));
        return transition.accepted();
    }

    /// Words of a language model, for staff to read.
    static Decision summarised(Conversation c, Actor actor, Command.Summarise it, Instant now) {
        if (!(actor instanceof Actor.System)) return Decision.onlyStaff();
        if (Text.isBlank(it.summary())) return Decision.unchanged(c);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.record(Sender.SYSTEM, new Details.Summarised(Text.cut(it.summary(), MOST_IN_SUMMARY)));
        return transition.accepted();
    }

    /// Where it stands in the queue, and who has it, does not change.
    static Decision leftDepartment(Conversation c, Actor actor, Command.LeaveDepartment leave, Instant now) {
        if (!(actor instanceof Actor.System)) return Decision.onlyStaff();
        NamedRef department = c.topic().department();
        if (department == null || !department.id().equals(leave.departmentId())) return Decision.unchanged(c);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.record(Sender.SYSTEM, c.topic().differences(c.topic().withDepartment(null)));
        transition.department(null);
        return transition.accepted();
    }
}
