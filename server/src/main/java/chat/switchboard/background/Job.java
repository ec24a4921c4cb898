package chat.switchboard.background;

import chat.switchboard.ledger.FencingToken;
import java.time.Duration;
import java.util.function.ToIntFunction;

/// One kind of background work.
///
/// @param name also the lease's
/// @param every the pause between two runs
/// @param work one run; answers how many things it did. Runs again at once while it did any
public record Job(String name, Duration every, ToIntFunction<FencingToken> work) {}
