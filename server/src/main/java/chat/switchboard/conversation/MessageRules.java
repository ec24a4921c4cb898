package chat.switchboard.conversation;

import static chat.switchboard.conversation.Status.AUTOMATED;
import static chat.switchboard.conversation.Status.RESOLVED;

import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Actor.Requester;
import chat.switchboard.kernel.Actor.Staff;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import java.time.Instant;

/// The rules of what the two sides say to each other: messages and read marks.
final class MessageRules {
    /// So many messages without a human reply make a conversation urgent, unless the agent is there.
    static final int SILENCE_ESCALATES_AT = 3;

    private MessageRules() {}

    static Decision said(Conversation c, Actor actor, Command.Send send, Preconditions given) {
        int most = actor instanceof Requester ? Message.MOST_FROM_CUSTOMERS : Message.MOST_FROM_STAFF;
        Refusal tooLong = Refusal.tooLong("content", send.content(), most);
        if (tooLong != null) return new Decision.Refused(tooLong);
        if (Text.isBlank(send.content())) return Decision.invalid("content", Reason.EMPTY_MESSAGE);
        if (send.replyTo() != null && (send.replyTo() < 1 || send.replyTo() > c.lastSeq()))
            return noSuchMessage("replyTo");
        LifecycleTransition transition = new LifecycleTransition(c, given.now());
        switch (actor) {
            case Requester requester -> asks(transition, c, requester, send, given);
            case Staff staff -> answers(transition, c, staff, send);
            case Actor.Bot _ -> transition.say(Message.Sender.BOT, send);
            case Actor.System _ -> transition.say(Message.Sender.SYSTEM, send);
        }
        return transition.accepted();
    }

    /// Messages that the bot answers, or that arrive while the assigned agent is attending, do not escalate.
    private static void asks(
            LifecycleTransition transition,
            Conversation c,
            Requester requester,
            Command.Send send,
            Preconditions given) {
        transition.say(Message.Sender.of(requester), send);
        if (c.status() == RESOLVED) {
            transition.resumed();
            transition.record(Message.Sender.of(requester), new Details.Reopened());
        }
        if (!given.botActive()) transition.queueUnlessQueued();
        transition.asked(given.burst());
        boolean isHeard = given.attended() || transition.status == AUTOMATED || transition.isEscalated();
        if (isHeard || transition.counts.silences() < SILENCE_ESCALATES_AT) return;
        transition.escalate(Message.Sender.SYSTEM, Details.Escalated.unanswered(transition.counts.unanswered()));
    }

    /// An agent who answers an unassigned conversation accepts it.
    private static void answers(LifecycleTransition transition, Conversation c, Staff staff, Command.Send send) {
        if (c.isOpenToTake()) {
            NamedRef agent = new NamedRef(staff.id(), staff.name());
            transition.assign(agent, Message.Sender.of(staff));
            transition.record(Message.Sender.of(staff), new Details.Assigned(null, agent, null, null));
        }
        transition.say(Message.Sender.of(staff), send);
        transition.answered(staff.id());
    }

    static Decision read(Conversation c, Actor actor, Command.MarkRead read, Instant now) {
        if (read.seq() < 1 || read.seq() > c.lastSeq()) return noSuchMessage("seq");
        return switch (actor) {
            case Requester requester -> marked(c, Message.Sender.of(requester), read, now);
            case Staff staff -> marked(c, Message.Sender.of(staff), read, now);
            case Actor.Bot _, Actor.System _ -> Decision.unchanged(c);
        };
    }

    private static Decision marked(Conversation c, Message.Sender reader, Command.MarkRead read, Instant now) {
        if (c.readMarks().getOrDefault(reader.id(), 0) >= read.seq()) return Decision.unchanged(c);
        LifecycleTransition transition = new LifecycleTransition(c, now);
        transition.read(reader, read.seq());
        return transition.accepted();
    }

    private static Decision noSuchMessage(String field) {
        return Decision.invalid(field, Reason.NO_SUCH_MESSAGE);
    }
}
