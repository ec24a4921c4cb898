package chat.switchboard.queue;

import chat.switchboard.conversation.Activity.Candidate;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Status;
import java.util.List;

/// Why a conversation is where it is.
///
/// @param place null unless it waits
/// @param candidates who could have it now, the best first
/// @param excluded who could not, and why
public record Explanation(
        Status status,
        Why why,
        QueuePosition place,
        List<Candidate> candidates,
        List<AgentSelection.Excluded> excluded) {

    /// @param agent whom the code is about, or null
    /// @param count of agents the code is about, or null
    public record Why(Code code, NamedRef agent, Integer count) {
        static Why of(Code code) {
            return new Why(code, null, null);
        }

        public enum Code {
            /// Nobody has asked for a person.
            NOT_REQUESTED,
            /// The agent has it; the activity says why.
            ASSIGNED,
            RESOLVED,
            CLOSED,
            /// Its department takes conversations by hand.
            BY_HAND,
            /// The agent gets it in a moment.
            ABOUT_TO_BE_GIVEN,
            /// Nobody who serves it is online.
            NOBODY_ONLINE,
            /// All who serve it are busy or full; the count says how many.
            ALL_BUSY
        }
    }
}
