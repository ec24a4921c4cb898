package chat.switchboard.escalation;

import chat.switchboard.conversation.Topic.Priority;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// How soon a reply is due, in business time.
///
/// @param departmentId null: every department
/// @param priority null: every priority
/// @param firstReply from asking for a person until the first reply; null: no target
/// @param nextReply from an unanswered message until the reply; null: no target
public record ReplyTarget(UUID departmentId, Priority priority, Duration firstReply, Duration nextReply) {

    /// In the contract's names and types.
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("departmentId", departmentId == null ? null : departmentId.toString());
        fields.put("priority", priority == null ? null : priority.wireName());
        fields.put("firstReplySeconds", firstReply == null ? null : firstReply.toSeconds());
        fields.put("nextReplySeconds", nextReply == null ? null : nextReply.toSeconds());
        return fields;
    }

    boolean applies(UUID department, Priority to) {
        return (departmentId == null || departmentId.equals(department)) && (priority == null || priority == to);
    }

    /// The more specific wins; the department says more than the priority.
    int weight() {
        return (departmentId == null ? 0 : 2) + (priority == null ? 0 : 1);
    }
}
