package chat.switchboard.conversation;

import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.conversation.Conversation.Rating;
import chat.switchboard.conversation.Message.Metadata.Fact;
import chat.switchboard.conversation.Message.Sender;
import java.time.Instant;
import java.util.Objects;

/// The steps of a conversation's life: queued, assigned, resolved, closed, escalated, edited.
final class LifecycleTransition extends Transition {
    LifecycleTransition(Conversation before, Instant now) {
        super(before, now);
    }

    /// Into the queue, if nobody has been asked for yet.
    void queueUnlessQueued() {
        if (status == Status.AUTOMATED) queue();
    }

    /// Into the queue, for the first time or again after being resolved: at its end.
    void queue() {
        toQueue();
        fact(Fact.QUEUE_ENTERED, null, topic.department());
    }

    /// An agent or an admin gave it back: whoever was there before keeps the place.
    void handedBack() {
        toQueue();
        fact(Fact.QUEUE_RETURNED, null, topic.department());
    }

    /// To another department's queue, without losing the time already waited.
    void transferred(Sender by, NamedRef to) {
        toQueue();
        fact(Fact.TRANSFERRED, by.ref(), to);
    }

    /// The agent is gone; the customer is told, and stands where they stood before.
    void lost(NamedRef lost) {
        toQueue();
        fact(Fact.AGENT_LOST, lost, null);
    }

    private void toQueue() {
        boolean atItsEnd = status == Status.RESOLVED || times.requestedAgentAt() == null;
        status(Status.WAITING);
        if (atItsEnd) times = times.requestedAgent(at);
        times = times.resolved(null);
        responsible(null);
        awaitReply();
    }

    void assign(NamedRef to, Sender by) {
        status(Status.ACTIVE);
        responsible(to);
        times = times.resolved(null).assigned(at);
        service = service.withOpenedAt(to.id().equals(by.id()) ? at : null);
        updated = true;
        happened(new Event.AgentAssigned(to, at));
        fact(Fact.AGENT_JOINED, to, null);
    }

    /// Makes an agent responsible, or nobody.
    private void responsible(NamedRef agent) {
        if (assignedAgent != null && (agent == null || !isAssignedTo(agent.id())))
            service = service.withPreviousAgent(assignedAgent.id());
        if (!Objects.equals(assignedAgent, agent)) service = service.withOpenedAt(null);
        assignedAgent = agent;
    }

    void department(NamedRef department) {
        topic(topic.withDepartment(department));
        updated = true;
    }

    void resolve(Sender by) {
        status(Status.RESOLVED);
        times = times.resolved(at);
        endSilence();
        fact(Fact.RESOLVED, by.ref(), null);
    }

    /// Back to work after being resolved: with the same agent if there is one, else into the queue.
    void resumed() {
        if (assignedAgent == null) queue();
        else status(Status.ACTIVE);
        times = times.resolved(null);
    }

    void close(Sender by) {
        status(Status.CLOSED);
        times = times.closed(at);
        replyClock = ReplyClock.STOPPED;
        fact(Fact.CLOSED, by.ref(), null);
        happened(new Event.ChatClosed(by, at));
    }

    void escalate(Sender by, Details.Escalated why) {
        times = times.escalated(at);
        topic(topic.withPriority(Topic.Priority.URGENT));
        updated = true;
        fact(Fact.ESCALATED, null, null);
        happened(new Event.Escalated(by, why, at));
        record(by, why);
    }

    /// One level louder. Being late is a mark of its own: it changes neither the priority nor what is escalated.
    void remind(ReplyClock.Level level, Instant nextAt) {
        replyClock = replyClock.climbed(level, nextAt);
        updated = true;
        happened(new Event.ReplyDue(level, replyClock.dueAt(), at));
        record(Sender.SYSTEM, new Details.ReplyDue(level));
    }

    void acknowledge(NamedRef by) {
        replyClock = replyClock.acknowledged(by);
        updated = true;
    }

    void rate(Rating given) {
        rating = given;
        updated = true;
    }

    void edit(Command.Edit edit, Sender by) {
        edited(topic.edited(edit), by);
    }

    private void edited(Topic edited, Sender by) {
        if (edited.equals(topic)) return;
        Details.Edited differences = topic.differences(edited);
        if (!differences.isNothing()) record(by, differences);
        topic(edited);
        updated = true;
    }

    /// The server said something, or passes the conversation to people.
    void turn(Command.Turn turn, Sender by) {
        if (turn.reply() != null) say(by, turn.reply());
        if (turn.why() != null) record(by, turn.why());
        edited(topic.turned(turn), by);
        if (turn.toPeople()) queueUnlessQueued();
        if (turn.settles()) endSilence();
        service = service.withAutomation(turn.after());
    }

    /// Another reply target may apply now.
    private void topic(Topic other) {
        if (!topic.hasSameTarget(other)) replyClock = replyClock.withoutDue();
        topic = other;
    }

    private void status(Status next) {
        if (status == next) return;
        status = next;
        updated = true;
    }
}
