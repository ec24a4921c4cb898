package chat.switchboard.conversation;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import java.util.List;

/// What `decide` answers.
public sealed interface Decision {

    Refusal STAFF_ONLY = Refusal.of(Code.FORBIDDEN, "Only staff may do this.");

    /// @param events what happened; empty when the command changed nothing
    record Accepted(Conversation after, List<Event> events) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}

    static Decision unchanged(Conversation conversation) {
        return new Accepted(conversation, List.of());
    }

    static Decision invalid(String field, String message) {
        return new Refused(Refusal.invalid(field, message));
    }

    static Decision conflict(String message) {
        return new Refused(Refusal.of(Code.CONFLICT, message));
    }

    static Decision notFound() {
        return new Refused(Refusal.notFound());
    }

    static Decision onlyStaff() {
        return new Refused(STAFF_ONLY);
    }

    static Decision onlyCustomers() {
        return new Refused(Refusal.of(Code.FORBIDDEN, "Only the customer may do this."));
    }

    static Decision closed() {
        return new Refused(
                Refusal.of(Code.CONVERSATION_CLOSED, "This conversation is closed. Start a new one to write again."));
    }
}
