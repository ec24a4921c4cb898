package chat.switchboard.conversation;

import java.time.Instant;

/// When things happened to a conversation, or null.
///
/// @param requestedAgentAt the place in the queue: kept when an agent is lost, new after being resolved
public record Times(
        Instant createdAt,
        Instant updatedAt,
        Instant requestedAgentAt,
        Instant assignedAt,
        Instant firstResponseAt,
        Instant escalatedAt,
        Instant resolvedAt,
        Instant closedAt) {

    static Times opened(Instant now) {
        return new Times(now, now, null, null, null, null, null, null);
    }

    Times updated(Instant at) {
        return new Times(
                createdAt, at, requestedAgentAt, assignedAt, firstResponseAt, escalatedAt, resolvedAt, closedAt);
    }

    Times requestedAgent(Instant at) {
        return new Times(createdAt, updatedAt, at, assignedAt, firstResponseAt, escalatedAt, resolvedAt, closedAt);
    }

    Times assigned(Instant at) {
        return new Times(
                createdAt, updatedAt, requestedAgentAt, at, firstResponseAt, escalatedAt, resolvedAt, closedAt);
    }

    /// Only the first response counts.
    Times responded(Instant at) {
        Instant first = firstResponseAt == null ? at : firstResponseAt;
        return new Times(createdAt, updatedAt, requestedAgentAt, assignedAt, first, escalatedAt, resolvedAt, closedAt);
    }

    /// @param at null: escalated no longer
    Times escalated(Instant at) {
        return new Times(createdAt, updatedAt, requestedAgentAt, assignedAt, firstResponseAt, at, resolvedAt, closedAt);
    }

    /// @param at null: resolved no longer
    Times resolved(Instant at) {
        return new Times(
                createdAt, updatedAt, requestedAgentAt, assignedAt, firstResponseAt, escalatedAt, at, closedAt);
    }

    Times closed(Instant at) {
        return new Times(
                createdAt, updatedAt, requestedAgentAt, assignedAt, firstResponseAt, escalatedAt, resolvedAt, at);
    }
}
