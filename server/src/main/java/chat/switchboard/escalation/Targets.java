package chat.switchboard.escalation;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.ReplyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The targets in force and the hours they count in: works out when a reply is due. Pure.
///
/// @param hours of departments that do not always work
record Targets(List<ReplyTarget> targets, ReplyTarget usual, Map<UUID, BusinessHours> hours) {
    /// The part of the time after which the agent is warned.
    private static final double WARN_AT = 0.8;

    /// Null where there is no target.
    ReplyClock.Due due(Conversation conversation) {
        UUID department = conversation.topic().department() == null
                ? null
                : conversation.topic().department().id();
        ReplyTarget target = targets.stream()
                .filter(it -> it.applies(department, conversation.topic().priority()))
                .max(Comparator.comparingInt(ReplyTarget::weight))
                .orElse(usual);
        boolean first = conversation.times().firstResponseAt() == null;
        Duration limit = first ? target.firstReply() : target.nextReply();
        if (limit == null) return null;
        Instant since = conversation.replyClock().since();
        Instant at = later(department, since, limit);
        if (at == null) return null;
        return new ReplyClock.Due(later(department, since, Duration.ofMillis((long) (limit.toMillis() * WARN_AT))), at);
    }

    private Instant later(UUID department, Instant since, Duration work) {
        BusinessHours worked = department == null ? null : hours.get(department);
        return worked == null ? since.plus(work) : worked.plus(since, work);
    }
}
