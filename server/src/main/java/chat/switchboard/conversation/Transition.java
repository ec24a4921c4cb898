package chat.switchboard.conversation;

import chat.switchboard.conversation.Activity.Change;
import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.conversation.Conversation.Bursts;
import chat.switchboard.conversation.Conversation.Counts;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Conversation.Rating;
import chat.switchboard.conversation.Conversation.Service;
import chat.switchboard.conversation.Conversation.Times;
import chat.switchboard.conversation.Conversation.Topic;
import chat.switchboard.conversation.Message.Metadata.Fact;
import chat.switchboard.kernel.Text;
import chat.switchboard.kernel.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// One command's work on a conversation: collects what happens, step by step, into an accepted decision.
///
/// Lives for one call of `decide` and never leaves it. Time never runs backwards within a conversation,
/// whatever the clock does.
final class Transition {
    private static final int MOST_IN_PREVIEW = 140;

    private final Conversation before;
    private final Instant at;
    private final List<Event> events = new ArrayList<>(3);

    private Topic topic;
    private Status status;
    private NamedRef agent;
    private Instant requestedAgentAt;
    private Instant assignedAt;
    private Instant firstResponseAt;
    private Instant escalatedAt;
    private Instant resolvedAt;
    private Instant closedAt;
    private int lastSeq;
    private int unanswered;
    private Bursts bursts;
    private int unread;
    private int activities;
    private LastMessage lastMessage;
    private Rating rating;
    private UUID previousAgentId;
    private Instant openedAt;
    private ReplyClock replyClock;
    private Map<UUID, Integer> readMarks;
    private boolean updated;

    Transition(Conversation before, Instant now) {
        Times times = before.times();
        this.before = before;
        this.at = now.isBefore(times.updatedAt()) ? times.updatedAt() : now;
        this.topic = before.topic();
        this.status = before.status();
        this.agent = before.assignedAgent();
        this.requestedAgentAt = times.requestedAgentAt();
        this.assignedAt = times.assignedAt();
        this.firstResponseAt = times.firstResponseAt();
        this.escalatedAt = times.escalatedAt();
        this.resolvedAt = times.resolvedAt();
        this.closedAt = times.closedAt();
        this.lastSeq = before.counts().lastSeq();
        this.unanswered = before.counts().unanswered();
        this.bursts = before.counts().bursts();
        this.unread = before.counts().unread();
        this.activities = before.counts().activities();
        this.lastMessage = before.lastMessage();
        this.rating = before.rating();
        this.previousAgentId = before.service().previousAgentId();
        this.openedAt = before.service().openedAt();
        this.replyClock = before.replyClock();
        this.readMarks = before.readMarks();
    }

    void say(Message.Sender sender, Command.Send send) {
        append(send.id(), sender, send.kind(), send.content(), send.metadata(), send.replyTo());
    }

    /// The customer said something and waits for words.
    void asked(Duration burst) {
        unanswered++;
        unread++;
        bursts = burst.isZero() ? Bursts.NONE : bursts.with(at, burst);
        if (status != Status.AUTOMATED) awaitReply();
    }

    int unanswered() {
        return unanswered;
    }

    /// How often the customer was met by silence: messages, or bursts of them where the desk counts so.
    int silences() {
        return bursts.count() == 0 ? unanswered : bursts.count();
    }

    boolean isEscalated() {
        return escalatedAt != null;
    }

    /// A person replied.
    void answered(UUID by) {
        unread = 0;
        if (firstResponseAt == null) firstResponseAt = at;
        openedBy(by);
        endSilence();
    }

    /// Nothing is unanswered any more: the stretch of silence is over, and with it what it made urgent.
    private void endSilence() {
        unanswered = 0;
        bursts = Bursts.NONE;
        replyClock = ReplyClock.STOPPED;
        if (escalatedAt == null) return;
        escalatedAt = null;
        updated = true;
    }

    private void awaitReply() {
        if (!replyClock.runs()) replyClock = ReplyClock.startedAt(at);
    }

    void read(Message.Sender reader, int seq) {
        readMarks = new HashMap<>(readMarks);
        readMarks.put(reader.id(), seq);
        if (reader.type() == Message.Sender.Type.AGENT) {
            unread = Math.min(unread, lastSeq - seq);
            openedBy(reader.id());
        }
        events.add(new Event.MessagesRead(
                new ReadMark(before.id(), new ReadMark.Reader(reader.type(), reader.id()), seq, at)));
    }

    private void openedBy(UUID staffId) {
        if (openedAt == null && agent != null && agent.id().equals(staffId)) openedAt = at;
    }

    /// Into the queue, if nobody has been asked for yet.
    void queueUnlessQueued() {
        if (status == Status.AUTOMATED) queue();
    }

    /// Into the queue, for the first time or again after being resolved: at its end.
    void queue() {
        toQueue(true);
        fact(Fact.QUEUE_ENTERED, null, topic.department());
    }

    /// An agent or an admin gave it back: whoever was there before keeps the place.
    void handedBack() {
        toQueue(status == Status.RESOLVED);
        fact(Fact.QUEUE_RETURNED, null, topic.department());
    }

    /// To another department's queue, without losing the time already waited.
    void transferred(Message.Sender by, NamedRef to) {
        toQueue(status == Status.RESOLVED);
        fact(Fact.TRANSFERRED, person(by), to);
    }

    /// The agent is gone; the customer is told, and stands where they stood before.
    void lost(NamedRef lost) {
        toQueue(false);
        fact(Fact.AGENT_LOST, lost, null);
    }

    private void toQueue(boolean atItsEnd) {
        status(Status.WAITING);
        if (atItsEnd || requestedAgentAt == null) requestedAgentAt = at;
        resolvedAt = null;
        responsible(null);
        awaitReply();
    }

    void assign(NamedRef to, Message.Sender by) {
        status(Status.ACTIVE);
        resolvedAt = null;
        responsible(to);
        assignedAt = at;
        openedAt = to.id().equals(by.id()) ? at : null;
        updated = true;
        events.add(new Event.AgentAssigned(to, at));
        fact(Fact.AGENT_JOINED, to, null);
    }

    private void responsible(NamedRef next) {
        if (agent != null && (next == null || !agent.id().equals(next.id()))) previousAgentId = agent.id();
        if (!Objects.equals(agent, next)) openedAt = null;
        agent = next;
    }

    void department(NamedRef department) {
        topic = topic.withDepartment(department);
        replyClock = replyClock.withoutDue();
        updated = true;
    }

    void resolve(Message.Sender by) {
        status(Status.RESOLVED);
        resolvedAt = at;
        endSilence();
        fact(Fact.RESOLVED, person(by), null);
    }

    /// Back to work after being resolved: with the same agent if there is one, else into the queue.
    void resumed() {
        if (agent == null) {
            queue();
            return;
        }
        resolvedAt = null;
        status(Status.ACTIVE);
    }

    void close(Message.Sender by) {
        status(Status.CLOSED);
        closedAt = at;
        replyClock = ReplyClock.STOPPED;
        fact(Fact.CLOSED, person(by), null);
        events.add(new Event.ChatClosed(by, at));
    }

    void escalate(Message.Sender by, Details.Escalated why) {
        escalatedAt = at;
        priority(Priority.URGENT);
        updated = true;
        fact(Fact.ESCALATED, null, null);
        events.add(new Event.Escalated(by, why, at));
        record(by, why);
    }

    private void priority(Priority priority) {
        if (topic.priority() == priority) return;
        topic = topic.withPriority(priority);
        replyClock = replyClock.withoutDue();
    }

    /// One level louder. Being late is a mark of its own: it changes neither the priority nor what is escalated.
    void remind(ReplyClock.Level level, Instant nextAt) {
        replyClock = replyClock.climbed(level, nextAt);
        updated = true;
        events.add(new Event.ReplyDue(level, replyClock.dueAt(), at));
        record(Message.Sender.SYSTEM, new Details.ReplyDue(level));
    }

    void acknowledge(NamedRef by) {
        replyClock = replyClock.acknowledged(by);
        updated = true;
    }

    void rate(Rating given) {
        rating = given;
        updated = true;
    }

    void edit(Command.Edit edit, Message.Sender by) {
        Topic edited = topic.edited(edit);
        if (edited.equals(topic)) return;
        record(by, differences(topic, edited));
        if (edited.priority() != topic.priority() || !Objects.equals(edited.department(), topic.department()))
            replyClock = replyClock.withoutDue();
        topic = edited;
        updated = true;
    }

    void record(Message.Sender by, Details details) {
        activities++;
        UUID id = UuidV7.derived(at, before.id(), "activity", activities);
        events.add(new Event.ActivityCreated(new Activity(id, before.id(), by, details, at)));
    }

    Decision accepted() {
        if (updated) events.add(new Event.Updated());
        if (events.isEmpty()) return new Decision.Accepted(before, List.of());
        return new Decision.Accepted(after(), List.copyOf(events));
    }

    private Conversation after() {
        Times times = new Times(
                before.times().createdAt(),
                updatedAt(),
                requestedAgentAt,
                assignedAt,
                firstResponseAt,
                escalatedAt,
                resolvedAt,
                closedAt);
        return new Conversation(
                before.id(),
                before.number(),
                before.customer(),
                topic,
                status,
                agent,
                times,
                new Counts(lastSeq, unanswered, bursts, unread, activities),
                lastMessage,
                rating,
                new Service(before.service().previousConversationId(), previousAgentId, openedAt),
                replyClock,
                readMarks);
    }

    /// Reading is no activity: a list does not move because somebody looks at it.
    private Instant updatedAt() {
        boolean onlyRead = events.stream().allMatch(event -> event instanceof Event.MessagesRead);
        return onlyRead ? before.times().updatedAt() : at;
    }

    private void status(Status next) {
        if (status == next) return;
        status = next;
        updated = true;
    }

    /// A fact people should read: a row of the ledger by the system. The ledger writes its text, in the customer's
    /// language.
    private void fact(String event, NamedRef agent, NamedRef department) {
        UUID id = UuidV7.derived(at, before.id(), "fact", lastSeq + 1);
        append(
                id,
                Message.Sender.SYSTEM,
                Message.Kind.EVENT,
                "",
                new Message.Metadata.Fact(event, agent, department),
                null);
    }

    private void append(
            UUID id,
            Message.Sender sender,
            Message.Kind kind,
            String content,
            Message.Metadata metadata,
            Integer replyTo) {
        lastSeq++;
        if (kind != Message.Kind.EVENT)
            lastMessage =
                    new LastMessage(sender.type(), sender.name(), kind, Text.preview(content, MOST_IN_PREVIEW), at);
        events.add(new Event.MessageCreated(
                new Message(before.id(), lastSeq, id, sender, kind, content, metadata, replyTo, at)));
    }

    private static Details differences(Topic from, Topic to) {
        return new Details.Edited(
                Change.between(from.subject(), to.subject()),
                Change.between(from.category(), to.category()),
                Change.between(from.priority(), to.priority()),
                Change.between(from.department(), to.department()),
                Change.between(from.labels(), to.labels()));
    }

    private static NamedRef person(Message.Sender by) {
        return by.id() == null ? null : new NamedRef(by.id(), by.name());
    }
}
