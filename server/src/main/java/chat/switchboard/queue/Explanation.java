package chat.switchboard.queue;

import chat.switchboard.conversation.NamedRef;
import java.util.List;

/// Why a conversation is where it is.
///
/// @param summary one sentence for people
/// @param place null unless it waits
/// @param candidates who could have it now, the best first
/// @param excluded who could not, and why
public record Explanation(
        String status,
        String summary,
        QueuePosition place,
        List<Candidate> candidates,
        List<AgentSelection.Excluded> excluded) {

    public record Candidate(NamedRef agent, int active, int most) {}
}
