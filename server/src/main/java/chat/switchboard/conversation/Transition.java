package chat.switchboard.conversation;

import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.conversation.Conversation.Customer;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Conversation.Rating;
import chat.switchboard.conversation.Message.Metadata.Fact;
import chat.switchboard.conversation.Message.Sender;
import chat.switchboard.kernel.Text;
import chat.switchboard.kernel.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One command's work on a conversation: collects what happens, step by step, into an accepted decision. The only place
/// that copies a conversation component by component. What people say is here; the steps of the life cycle are in
/// [LifecycleTransition].
///
/// Lives for one call and never leaves the package. Time never runs backwards within a conversation, whatever the clock
/// does.
sealed class Transition permits LifecycleTransition {
    private static final int MOST_IN_PREVIEW = 140;

    private final Conversation before;
    private final List<Event> events = new ArrayList<>(3);
    final Instant at;
    long number;
    Customer customer;
    Topic topic;
    Status status;
    NamedRef assignedAgent;
    Times times;
    Counts counts;
    LastMessage lastMessage;
    Rating rating;
    Service service;
    ReplyClock replyClock;
    Map<UUID, Integer> readMarks;
    /// Whether anything changed that is told with the conversation itself.
    boolean updated;

    Transition(Conversation before, Instant now) {
        this.before = before;
        this.number = before.number();
        this.customer = before.customer();
        this.topic = before.topic();
        this.status = before.status();
        this.assignedAgent = before.assignedAgent();
        this.times = before.times();
        this.counts = before.counts();
        this.lastMessage = before.lastMessage();
        this.rating = before.rating();
        this.service = before.service();
        this.replyClock = before.replyClock();
        this.readMarks = before.readMarks();
        this.at = now.isBefore(times.updatedAt()) ? times.updatedAt() : now;
    }

    void say(Sender sender, Command.Send send) {
        append(send.message(before.id(), counts.lastSeq() + 1, sender, at));
    }

    /// The customer said something and waits for words.
    void asked(Duration burst) {
        counts = counts.asked(at, burst);
        if (status != Status.AUTOMATED) awaitReply();
    }

    /// A person replied.
    void answered(UUID by) {
        counts = counts.readUpTo(counts.lastSeq());
        times = times.responded(at);
        openedBy(by);
        endSilence();
    }

    void read(Sender reader, int seq) {
        readMarks = new HashMap<>(readMarks);
        readMarks.put(reader.id(), seq);
        if (reader.type() == Sender.Type.AGENT) {
            counts = counts.readUpTo(seq);
            openedBy(reader.id());
        }
        happened(new Event.MessagesRead(
                new Message.ReadMark(before.id(), new Message.Reader(reader.type(), reader.id()), seq, at)));
    }

    boolean isEscalated() {
        return times.escalatedAt() != null;
    }

    /// Nothing is unanswered any more: the stretch of silence is over, and with it what it made urgent.
    final void endSilence() {
        counts = counts.answered();
        replyClock = ReplyClock.STOPPED;
        if (!isEscalated()) return;
        times = times.escalated(null);
        updated = true;
    }

    /// Starts the reply clock, unless it runs.
    final void awaitReply() {
        if (!replyClock.runs()) replyClock = ReplyClock.startedAt(at);
    }

    /// The assigned agent read or answered it; others do not count.
    private void openedBy(UUID staffId) {
        if (isAssignedTo(staffId) && service.openedAt() == null) service = service.withOpenedAt(at);
    }

    final boolean isAssignedTo(UUID staffId) {
        return assignedAgent != null && assignedAgent.id().equals(staffId);
    }

    /// A staff-only fact.
    void record(Sender by, Details details) {
        counts = counts.recorded();
        UUID id = UuidV7.derived(at, before.id(), "activity", counts.activities());
        happened(new Event.ActivityCreated(new Activity(id, before.id(), by, details, at)));
    }

    /// A message by the system for people to read. The ledger writes its text, in the customer's language.
    final void fact(String event, NamedRef agent, NamedRef department) {
        int seq = counts.lastSeq() + 1;
        UUID id = UuidV7.derived(at, before.id(), "fact", seq);
        Fact fact = new Fact(event, agent, department);
        append(new Message(before.id(), seq, id, Sender.SYSTEM, Message.Kind.EVENT, "", fact, null, at));
    }

    private void append(Message message) {
        counts = counts.appended();
        happened(new Event.MessageCreated(message));
        if (message.kind() == Message.Kind.EVENT) return;
        String preview = Text.preview(message.content(), MOST_IN_PREVIEW);
        Sender sender = message.sender();
        lastMessage = new LastMessage(sender.type(), sender.name(), message.kind(), preview, message.createdAt());
    }

    final void happened(Event event) {
        events.add(event);
    }

    Decision accepted() {
        if (updated) happened(new Event.Updated());
        if (events.isEmpty()) return Decision.unchanged(before);
        // Reading is no activity: a list does not move because somebody looks at it.
        if (!events.stream().allMatch(Event.MessagesRead.class::isInstance)) times = times.updated(at);
        return new Decision.Accepted(conversation(), List.copyOf(events));
    }

    Conversation conversation() {
        return new Conversation(
                before.id(),
                number,
                customer,
                topic,
                status,
                assignedAgent,
                times,
                counts,
                lastMessage,
                rating,
                service,
                replyClock,
                readMarks);
    }
}
