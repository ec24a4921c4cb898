package chat.switchboard.conversation;

import static chat.switchboard.conversation.NamedRef.idOf;

import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Current;
import chat.switchboard.kernel.Refusal.Reason;
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
        Topic topic = c.topic();
        if (differs(agentId, idOf(c.assignedAgent()))) return otherAgent(c.assignedAgent());
        if (status != null && status != c.status()) {
            String now = c.status().wireName();
            return Refusal.outdated("expectedStatus", text(now), Reason.STATUS_CHANGED, now);
        }
        if (differs(departmentId, idOf(topic.department())))
            return Refusal.outdated("expectedDepartmentId", current(topic.department()), Reason.DEPARTMENT_CHANGED);
        if (priority != null && priority != topic.priority()) {
            String now = topic.priority().wireName();
            return Refusal.outdated("expectedPriority", text(now), Reason.PRIORITY_CHANGED, now);
        }
        if (category != null && !category.equals(topic.category()))
            return Refusal.outdated("expectedCategory", text(topic.category()), Reason.CATEGORY_CHANGED);
        if (differs(subject, topic.subject()))
            return Refusal.outdated("expectedSubject", text(topic.subject()), Reason.SUBJECT_CHANGED);
        // Labels have no order.
        if (labels != null && !new HashSet<>(labels).equals(new HashSet<>(topic.labels())))
            return Refusal.outdated("expectedLabels", new Current.Texts(topic.labels()), Reason.LABELS_CHANGED);
        return null;
    }

    private static Refusal otherAgent(NamedRef agent) {
        return agent == null
                ? Refusal.outdated("expectedAgentId", current(null), Reason.NOBODY_HAS_IT)
                : Refusal.outdated("expectedAgentId", current(agent), Reason.AGENT_CHANGED, agent.name());
    }

    private static <T> boolean differs(Known<T> seen, T now) {
        return seen != null && !Objects.equals(seen.value, now);
    }

    static Current current(NamedRef person) {
        return person == null ? text(null) : new Current.Named(person.id(), person.name());
    }

    private static Current text(String value) {
        return new Current.Text(value);
    }
}
