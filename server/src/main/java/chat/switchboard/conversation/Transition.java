package chat.switchboard.conversation;

import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.conversation.Conversation.Rating;
import chat.switchboard.conversation.Message.Metadata.Fact;
import chat.switchboard.conversation.Message.Sender;
import chat.switchboard.kernel.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// One command's work on a conversation: collects what happens, step by step, into an accepted decision.
///
/// Lives for one call of `decide` and never leaves it. Time never runs backwards within a conversation,
/// whatever the clock does.
final class Transition {
    private final Conversation before;
    private final Instant at;
    private final List<Event> events = new ArrayList<>(3);
    private final ConversationBuilder next;
    private boolean updated;

    Transition(Conversation before, Instant now) {
        Instant last = before.times().updatedAt();
        this.before = before;
        this.at = now.isBefore(last) ? last : now;
        this.next = new ConversationBuilder(before);
    }

    void say(Sender sender, Command.Send send) {
        append(send.message(before.id(), next.counts.lastSeq() + 1, sender, at));
    }

    /// The customer said something and waits for words.
    void asked(Duration burst) {
        next.counts = next.counts.asked(at, burst);
        if (next.status != Status.AUTOMATED) next.awaitReply(at);
    }

    /// As counted so far.
    Counts counts() {
        return next.counts;
    }

    boolean isEscalated() {
        return next.times.escalatedAt() != null;
    }

    /// A person replied.
    void answered(UUID by) {
        next.counts = next.counts.readUpTo(next.counts.lastSeq());
        next.times = next.times.responded(at);
        next.openedBy(by, at);
        endSilence();
    }

    /// Nothing is unanswered any more: the stretch of silence is over, and with it what it made urgent.
    private void endSilence() {
        next.counts = next.counts.answered();
        next.replyClock = ReplyClock.STOPPED;
        if (!isEscalated()) return;
        next.times = next.times.escalated(null);
        updated = true;
    }

    void read(Sender reader, int seq) {
        next.read(reader.id(), seq);
        if (reader.type() == Sender.Type.AGENT) {
            next.counts = next.counts.readUpTo(seq);
            next.openedBy(reader.id(), at);
        }
        events.add(new Event.MessagesRead(
                new ReadMark(before.id(), new ReadMark.Reader(reader.type(), reader.id()), seq, at)));
    }

    /// Into the queue, if nobody has been asked for yet.
    void queueUnlessQueued() {
        if (next.status == Status.AUTOMATED) queue();
    }

    /// Into the queue, for the first time or again after being resolved: at its end.
    void queue() {
        toQueue();
        fact(Fact.QUEUE_ENTERED, null, next.topic.department());
    }

    /// An agent or an admin gave it back: whoever was there before keeps the place.
    void handedBack() {
        toQueue();
        fact(Fact.QUEUE_RETURNED, null, next.topic.department());
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
        boolean atItsEnd = next.status == Status.RESOLVED || next.times.requestedAgentAt() == null;
        status(Status.WAITING);
        if (atItsEnd) next.times = next.times.requestedAgent(at);
        next.times = next.times.resolved(null);
        next.assign(null);
        next.awaitReply(at);
    }

    void assign(NamedRef to, Sender by) {
        status(Status.ACTIVE);
        next.assign(to);
        next.times = next.times.resolved(null).assigned(at);
        next.service = next.service.withOpenedAt(to.id().equals(by.id()) ? at : null);
        updated = true;
        events.add(new Event.AgentAssigned(to, at));
        fact(Fact.AGENT_JOINED, to, null);
    }

    void department(NamedRef department) {
        next.changeTopic(next.topic.withDepartment(department));
        updated = true;
    }

    void resolve(Sender by) {
        status(Status.RESOLVED);
        next.times = next.times.resolved(at);
        endSilence();
        fact(Fact.RESOLVED, by.ref(), null);
    }

    /// Back to work after being resolved: with the same agent if there is one, else into the queue.
    void resumed() {
        if (next.assignedAgent == null) queue();
        else status(Status.ACTIVE);
        next.times = next.times.resolved(null);
    }

    void close(Sender by) {
        status(Status.CLOSED);
        next.times = next.times.closed(at);
        next.replyClock = ReplyClock.STOPPED;
        fact(Fact.CLOSED, by.ref(), null);
        events.add(new Event.ChatClosed(by, at));
    }

    void escalate(Sender by, Details.Escalated why) {
        next.times = next.times.escalated(at);
        next.changeTopic(next.topic.withPriority(Priority.URGENT));
        updated = true;
        fact(Fact.ESCALATED, null, null);
        events.add(new Event.Escalated(by, why, at));
        record(by, why);
    }

    /// One level louder. Being late is a mark of its own: it changes neither the priority nor what is escalated.
    void remind(ReplyClock.Level level, Instant nextAt) {
        next.replyClock = next.replyClock.climbed(level, nextAt);
        updated = true;
        events.add(new Event.ReplyDue(level, next.replyClock.dueAt(), at));
        record(Sender.SYSTEM, new Details.ReplyDue(level));
    }

    void acknowledge(NamedRef by) {
        next.replyClock = next.replyClock.acknowledged(by);
        updated = true;
    }

    void rate(Rating given) {
        next.rating = given;
        updated = true;
    }

    void edit(Command.Edit edit, Sender by) {
        Topic edited = next.topic.edited(edit);
        if (edited.equals(next.topic)) return;
        record(by, next.topic.differences(edited));
        next.changeTopic(edited);
        updated = true;
    }

    void record(Sender by, Details details) {
        next.counts = next.counts.recorded();
        UUID id = UuidV7.derived(at, before.id(), "activity", next.counts.activities());
        events.add(new Event.ActivityCreated(new Activity(id, before.id(), by, details, at)));
    }

    Decision accepted() {
        if (updated) events.add(new Event.Updated());
        if (events.isEmpty()) return new Decision.Accepted(before, List.of());
        // Reading is no activity: a list does not move because somebody looks at it.
        if (!events.stream().allMatch(Event.MessagesRead.class::isInstance)) next.times = next.times.updated(at);
        return new Decision.Accepted(next.build(), List.copyOf(events));
    }

    private void status(Status status) {
        if (next.status == status) return;
        next.status = status;
        updated = true;
    }

    /// A message by the system for people to read. The ledger writes its text, in the customer's language.
    private void fact(String event, NamedRef agent, NamedRef department) {
        int seq = next.counts.lastSeq() + 1;
        UUID id = UuidV7.derived(at, before.id(), "fact", seq);
        Fact fact = new Fact(event, agent, department);
        append(new Message(before.id(), seq, id, Sender.SYSTEM, Message.Kind.EVENT, "", fact, null, at));
    }

    private void append(Message message) {
        next.append(message);
        events.add(new Event.MessageCreated(message));
    }
}
