package chat.switchboard.understanding;

import java.util.List;
import java.util.Optional;

/// What a text asks.
///
/// @param ranked at most three different questions, best first; empty when there are none to compare with or nothing to
/// read
/// @param offTopic small talk, or about something that no question here is about: nothing is to be answered
public record Match(Language language, List<Ranked> ranked, boolean offTopic) {
    public Match {
        ranked = List.copyOf(ranked);
    }

    public Optional<Ranked> best() {
        return ranked.stream().findFirst();
    }

    public Optional<Ranked> runnerUp() {
        return ranked.stream().skip(1).findFirst();
    }
}
