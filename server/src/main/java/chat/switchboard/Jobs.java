package chat.switchboard;

import chat.switchboard.background.Job;
import chat.switchboard.escalation.Reminders;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.EventLog;
import chat.switchboard.postgres.Database;
import chat.switchboard.queue.Requeue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// All background work of a desk.
final class Jobs {
    private static final Duration SOON = Duration.ofSeconds(1);

    private Jobs() {}

    static List<Job> of(Config config, Clock clock, Database database, Conversations conversations) {
        Requeue returns =
                new Requeue(database, conversations, clock, config.agentOfflineAfter(), config.unopenedReturn());
        Reminders reminders = new Reminders(
                database,
                conversations,
                clock,
                new Reminders.Chain(config.departmentToldAfter(), config.adminsToldAfter()));
        EventLog eventLog = new EventLog(database);
        return List.of(
                new Job("returns", SOON, returns::sweep),
                new Job("reminders", SOON, reminders::sweep),
                new Job("queue-without-bot", Duration.ofMinutes(1), _ -> conversations.queueWhatNoBotAnswers()),
                new Job(
                        "close-resolved",
                        Duration.ofMinutes(1),
                        fence -> conversations.closeResolved(
                                fence, clock.instant().minus(config.closeResolvedAfter()))),
                new Job("event-log", Duration.ofHours(1), _ -> eventLog.maintain(config.eventRetention())));
    }
}
