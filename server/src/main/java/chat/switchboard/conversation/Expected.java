package chat.switchboard.conversation;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Current;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What whoever acts has seen of a conversation. If it is no longer so, somebody else was faster, and nothing of theirs
/// is overwritten unseen. Null where nothing was said: that part is not checked.
public record Expected(
        Known<UUID> agentId,
        Known<UUID> departmentId,
        Known<String> subject,
        Status status,
        Priority priority,
        String category,
        List<String> labels) {
    public static final Expected NOTHING = new Expected(null, null, null, null, null, null, null);

    /// Something that was seen, also where it was seen to be nothing.
    ///
    /// @param value null: nobody, or none
    public record Known<T>(T value) {}

    /// Who has it, and where.
    public static Expected place(Known<UUID> agentId, Known<UUID> departmentId) {
        return new Expected(agentId, departmentId, null, null, null, null, null);
    }

    /// Who has it, and how it stands.
    public static Expected standing(Known<UUID> agentId, Status status) {
        return new Expected(agentId, null, null, status, null, null, null);
    }

    /// Names the first part that is not as expected, with its value now; null when all is.
    Refusal refuses(Conversation c) {
        Conversation.Topic topic = c.topic();
        if (differs(agentId, idOf(c.assignedAgent())))
            return changed("expectedAgentId", whose(c.assignedAgent()), current(c.assignedAgent()));
        if (status != null && status != c.status())
            return changed(
                    "expectedStatus",
                    "The conversation is " + c.status().wireName() + " by now.",
                    text(c.status().wireName()));
        if (differs(departmentId, idOf(topic.department())))
            return changed(
                    "expectedDepartmentId", "The department was changed meanwhile.", current(topic.department()));
        if (priority != null && priority != topic.priority())
            return changed(
                    "expectedPriority",
                    "The priority is " + topic.priority().wireName() + " by now.",
                    text(topic.priority().wireName()));
        if (category != null && !category.equals(topic.category()))
            return changed("expectedCategory", "The category was changed meanwhile.", text(topic.category()));
        if (differs(subject, topic.subject()))
            return changed("expectedSubject", "The subject was changed meanwhile.", text(topic.subject()));
        // Labels have no order.
        if (labels != null && !new HashSet<>(labels).equals(new HashSet<>(topic.labels())))
            return changed("expectedLabels", "The labels were changed meanwhile.", new Current.Texts(topic.labels()));
        return null;
    }

    private static <T> boolean differs(Known<T> seen, T now) {
        return seen != null && !Objects.equals(seen.value, now);
    }

    private static Refusal changed(String field, String message, Current current) {
        return Refusal.outdated(field, message, current);
    }

    private static String whose(NamedRef agent) {
        return agent == null ? "Nobody has this conversation any more." : agent.name() + " has this conversation now.";
    }

    static Current current(NamedRef person) {
        return person == null ? text(null) : new Current.Named(person.id(), person.name());
    }

    private static Current text(String value) {
        return new Current.Text(value);
    }

    private static UUID idOf(NamedRef person) {
        return person == null ? null : person.id();
    }
}
