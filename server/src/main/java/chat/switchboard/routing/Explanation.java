package chat.switchboard.routing;

import chat.switchboard.conversation.Person;
import java.util.List;

/// Why a conversation is where it is.
///
/// @param summary one sentence for people
/// @param place null unless it waits
/// @param candidates who could have it now, the best first
/// @param excluded who could not, and why
public record Explanation(
        String status, String summary, Place place, List<Candidate> candidates, List<Choice.Excluded> excluded) {

    public record Candidate(Person agent, int active, int most) {}
}
