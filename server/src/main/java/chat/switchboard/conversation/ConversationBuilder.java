package chat.switchboard.conversation;

import chat.switchboard.conversation.Conversation.Customer;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Conversation.Rating;
import chat.switchboard.conversation.Conversation.Service;
import chat.switchboard.kernel.Text;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// A conversation while it changes: the only place that copies one component by component. Lives within one call and
/// never leaves the package.
final class ConversationBuilder {
    private static final int MOST_IN_PREVIEW = 140;

    private final UUID id;
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

    /// One that is being opened.
    ConversationBuilder(UUID id, Customer customer, Topic topic, Instant now) {
        this.id = id;
        this.customer = customer;
        this.topic = topic;
        this.status = Status.AUTOMATED;
        this.times = Times.opened(now);
        this.counts = Counts.NONE;
        this.service = Service.NONE;
        this.replyClock = ReplyClock.STOPPED;
        this.readMarks = Map.of();
    }

    ConversationBuilder(Conversation from) {
        this.id = from.id();
        this.number = from.number();
        this.customer = from.customer();
        this.topic = from.topic();
        this.status = from.status();
        this.assignedAgent = from.assignedAgent();
        this.times = from.times();
        this.counts = from.counts();
        this.lastMessage = from.lastMessage();
        this.rating = from.rating();
        this.service = from.service();
        this.replyClock = from.replyClock();
        this.readMarks = from.readMarks();
    }

    void append(Message message) {
        counts = counts.appended();
        if (message.kind() == Message.Kind.EVENT) return;
        String preview = Text.preview(message.content(), MOST_IN_PREVIEW);
        Message.Sender sender = message.sender();
        lastMessage = new LastMessage(sender.type(), sender.name(), message.kind(), preview, message.createdAt());
    }

    /// Makes an agent responsible, or nobody.
    void assign(NamedRef agent) {
        if (assignedAgent != null && (agent == null || !isAssignedTo(agent.id())))
            service = service.withPreviousAgent(assignedAgent.id());
        if (!Objects.equals(assignedAgent, agent)) service = service.withOpenedAt(null);
        assignedAgent = agent;
    }

    /// The assigned agent read or answered it; others do not count.
    void openedBy(UUID staffId, Instant at) {
        if (isAssignedTo(staffId) && service.openedAt() == null) service = service.withOpenedAt(at);
    }

    private boolean isAssignedTo(UUID staffId) {
        return assignedAgent != null && assignedAgent.id().equals(staffId);
    }

    /// Starts the reply clock, unless it runs.
    void awaitReply(Instant at) {
        if (!replyClock.runs()) replyClock = ReplyClock.startedAt(at);
    }

    /// Another reply target may apply now.
    void changeTopic(Topic other) {
        if (!topic.hasSameTarget(other)) replyClock = replyClock.withoutDue();
        topic = other;
    }

    void read(UUID readerId, int seq) {
        readMarks = new HashMap<>(readMarks);
        readMarks.put(readerId, seq);
    }

    Conversation build() {
        return new Conversation(
                id,
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
