package chat.switchboard.conversation;

import chat.switchboard.conversation.Conversation.Counts;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Conversation.Rating;
import chat.switchboard.conversation.Conversation.Times;
import chat.switchboard.conversation.Conversation.Topic;
import chat.switchboard.kernel.UuidV7;
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
final class Turn {
    private static final int PREVIEW_CODE_POINTS = 140;

    private final Conversation before;
    private final Instant at;
    private final List<Event> events = new ArrayList<>(3);

    private Topic topic;
    private Status status;
    private Person agent;
    private Instant requestedAgentAt;
    private Instant assignedAt;
    private Instant firstResponseAt;
    private Instant escalatedAt;
    private Instant resolvedAt;
    private Instant closedAt;
    private int lastSeq;
    private int unanswered;
    private int unread;
    private int activities;
    private LastMessage lastMessage;
    private Rating rating;
    private Map<UUID, Integer> readMarks;
    private boolean updated;

    Turn(Conversation before, Instant now) {
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
        this.unread = before.counts().unread();
        this.activities = before.counts().activities();
        this.lastMessage = before.lastMessage();
        this.rating = before.rating();
        this.readMarks = before.readMarks();
    }

    void say(Message.Sender sender, Command.Send send) {
        append(send.id(), sender, send.kind(), send.content(), send.metadata(), send.replyTo());
    }

    void counts(int moreUnanswered, int moreUnread) {
        unanswered += moreUnanswered;
        unread += moreUnread;
    }

    /// A person replied: nothing is unanswered or unread, and the stretch of silence is over.
    void answered() {
        unanswered = 0;
        unread = 0;
        if (firstResponseAt == null) firstResponseAt = at;
        if (escalatedAt != null) {
            escalatedAt = null;
            updated = true;
        }
    }

    void read(Message.Sender reader, int seq) {
        readMarks = new HashMap<>(readMarks);
        readMarks.put(reader.id(), seq);
        if (reader.type() == Message.Sender.Type.AGENT) unread = Math.min(unread, lastSeq - seq);
        events.add(new Event.MessagesRead(
                new ReadMark(before.id(), new ReadMark.Reader(reader.type(), reader.id()), seq, at)));
    }

    /// Into the queue; who was there before keeps the place.
    void queue() {
        status(Status.WAITING);
        agent = null;
        if (requestedAgentAt == null) requestedAgentAt = at;
        fact("queue.entered", null, "You are in the queue. A person will be with you soon.");
    }

    void assign(Person to, Message.Sender by) {
        status(Status.ACTIVE);
        agent = to;
        assignedAt = at;
        events.add(new Event.AgentAssigned(to, at));
        fact("agent.joined", to, to.name() + " joined");
        if (by.id() == null || !by.id().equals(to.id())) updated = true;
    }

    void department(Person department) {
        topic = new Topic(
                topic.subject(), topic.category(), topic.priority(), department, topic.metadata(), topic.labels());
        updated = true;
    }

    void resolve(Message.Sender by) {
        status(Status.RESOLVED);
        resolvedAt = at;
        fact("conversation.resolved", person(by), named(by) + " marked this as resolved");
    }

    /// Back to work after being resolved: with the same agent if there is one, else into the queue.
    void resumed() {
        resolvedAt = null;
        if (agent == null) queue();
        else status(Status.ACTIVE);
    }

    void close(Message.Sender by) {
        status(Status.CLOSED);
        closedAt = at;
        fact("conversation.closed", person(by), named(by) + " closed the conversation");
        events.add(new Event.ChatClosed(by, at));
    }

    void escalate(Message.Sender by, String reason) {
        escalatedAt = at;
        topic = new Topic(
                topic.subject(),
                topic.category(),
                Priority.URGENT,
                topic.department(),
                topic.metadata(),
                topic.labels());
        updated = true;
        fact("conversation.escalated", null, "Your case was prioritised to senior support.");
        record("conversation.escalated", by, reason == null ? Map.of() : Map.of("reason", reason));
    }

    void rate(Rating given) {
        rating = given;
        updated = true;
    }

    void edit(Command.Edit edit, Message.Sender by) {
        Topic edited = new Topic(
                Objects.requireNonNullElse(edit.subject(), Objects.requireNonNullElse(topic.subject(), "")),
                Objects.requireNonNullElse(edit.category(), topic.category()),
                Objects.requireNonNullElse(edit.priority(), topic.priority()),
                edit.department() == null ? topic.department() : edit.department(),
                topic.metadata(),
                Objects.requireNonNullElse(edit.labels(), topic.labels()));
        if (edited.equals(topic)) return;
        record("conversation.edited", by, differences(topic, edited));
        topic = edited;
        updated = true;
    }

    void record(String type, Message.Sender by, Map<String, String> details) {
        activities++;
        UUID id = UuidV7.derived(at, before.id(), "activity", activities);
        events.add(new Event.ActivityCreated(new Activity(id, before.id(), type, by, details, at)));
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
                new Counts(lastSeq, unanswered, unread, activities),
                lastMessage,
                rating,
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

    /// A fact people should read: a row of the ledger by the system.
    private void fact(String event, Person about, String text) {
        UUID id = UuidV7.derived(at, before.id(), "fact", lastSeq + 1);
        append(id, Message.Sender.SYSTEM, Message.Kind.EVENT, text, new Message.Metadata.Fact(event, about), null);
    }

    private void append(
            UUID id,
            Message.Sender sender,
            Message.Kind kind,
            String content,
            Message.Metadata metadata,
            Integer replyTo) {
        lastSeq++;
        lastMessage = new LastMessage(sender.type(), sender.name(), kind, preview(content), at);
        events.add(new Event.MessageCreated(
                new Message(before.id(), lastSeq, id, sender, kind, content, metadata, replyTo, at)));
    }

    private static String preview(String content) {
        if (content.codePointCount(0, content.length()) <= PREVIEW_CODE_POINTS) return content;
        return content.substring(0, content.offsetByCodePoints(0, PREVIEW_CODE_POINTS)) + "…";
    }

    private static Map<String, String> differences(Topic from, Topic to) {
        Map<String, String> changed = new java.util.TreeMap<>();
        if (!to.subject().equals(from.subject())) changed.put("subject", to.subject());
        if (!to.category().equals(from.category())) changed.put("category", to.category());
        if (to.priority() != from.priority())
            changed.put("priority", to.priority().wireName());
        if (!Objects.equals(to.department(), from.department()))
            changed.put("department", to.department().name());
        if (!to.labels().equals(from.labels()))
            changed.put("labels", to.labels().toString());
        return changed;
    }

    private static Person person(Message.Sender by) {
        return by.id() == null ? null : new Person(by.id(), by.name());
    }

    private static String named(Message.Sender by) {
        return by.name() == null ? "Support" : by.name();
    }
}
