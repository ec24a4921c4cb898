package chat.switchboard;

import chat.switchboard.ledger.AutomaticChanges;
import chat.switchboard.ledger.EventLog;
import chat.switchboard.ledger.LedgerSettings;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.scheduler.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Periodic work that no feature states by itself.
final class Jobs {
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);

    private Jobs() {}

    /// @param settings asked for each time, so that they may change
    static List<Job> of(Supplier<LedgerSettings> settings, AutomaticChanges changes, EventLog eventLog, Clock clock) {
        return List.of(
                Job.onOneNode("queue-without-bot", EVERY_MINUTE, _ -> changes.queueWhatNoBotAnswers()),
                Job.onOneNode(
                        "close-resolved",
                        EVERY_MINUTE,
                        token -> changes.closeResolved(
                                token, clock.instant().minus(settings.get().closeResolvedAfter()))),
                Job.onOneNode(
                        "event-log",
                        Duration.ofHours(1),
                        _ -> eventLog.maintain(settings.get().eventRetention())),
                Job.onEveryNode("security-log", EVERY_MINUTE, SecurityLog::flush));
    }
}
