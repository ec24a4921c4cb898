package chat.switchboard.conversation;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import java.util.List;

/// What `decide` answers.
public sealed interface Decision {

    Refusal STAFF_ONLY = Refusal.staffOnly();

    /// @param events what happened; empty when the command changed nothing
    record Accepted(Conversation after, List<Event> events) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}

    static Decision unchanged(Conversation conversation) {
        return new Accepted(conversation, List.of());
    }

    static Decision invalid(String field, Reason reason, Object... parameters) {
        return new Refused(Refusal.invalid(field, reason, parameters));
    }

    static Decision conflict(Reason reason, Object... parameters) {
        return new Refused(Refusal.conflict(reason, parameters));
    }

    static Decision notFound() {
        return new Refused(Refusal.notFound());
    }

    static Decision onlyStaff() {
        return new Refused(STAFF_ONLY);
    }

    static Decision onlyCustomers() {
        return new Refused(Refusal.of(Code.FORBIDDEN, Reason.CUSTOMERS_ONLY));
    }

    static Decision closed() {
        return new Refused(Refusal.of(Code.CONVERSATION_CLOSED, Reason.CONVERSATION_CLOSED));
    }
}
