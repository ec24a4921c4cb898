package chat.switchboard.ledger;

import chat.switchboard.limit.RateLimiter.Rate;
import chat.switchboard.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// How changes are written, how often somebody may write, and what is kept.
public record LedgerSettings(
        @Setting(says = "Writer loops of the ledger, each with one database connection.", fallback = "1", most = 16)
        int ledgerWriters,

        @Setting(says = "Most commands in one transaction.", fallback = "512", most = 10_000)
        int ledgerBatch,

        @Setting(
                says = "Most commands waiting for one writer; then `unavailable`.",
                fallback = "10000",
                most = 1_000_000)
        int ledgerQueue,

        @Setting(
                says = "Messages a customer or partner may send in any 10 seconds.",
                fallback = "10",
                desk = "messages.customerPer10Seconds",
                deskLeast = "3",
                deskMost = "1000")
        int customerMessagesPer10Seconds,

        @Setting(
                says = "Messages a customer or partner may send in any minute.",
                fallback = "60",
                desk = "messages.customerPerMinute",
                deskLeast = "6",
                deskMost = "6000")
        int customerMessagesPerMinute,

        @Setting(
                says = "Messages an agent may send in any minute.",
                fallback = "120",
                desk = "messages.agentPerMinute",
                deskLeast = "10",
                deskMost = "6000")
        int agentMessagesPerMinute,

        @Setting(
                says =
                        "Customer messages within so many seconds of the first of them count as one: the third without a reply escalates. With 0 each counts.",
                fallback = "0",
                least = 0,
                most = 3600,
                desk = "escalation.unansweredAsOneSeconds")
        int unansweredAsOneSeconds,

        @Setting(
                says = "What was resolved so long ago closes by itself.",
                fallback = "72h",
                desk = "retention.closeResolvedAfter",
                deskLeast = "1h",
                deskMost = "365d")
        Duration closeResolvedAfter,

        @Setting(
                says =
                        "How long the event log can be read back. Whole days are dropped; messages and activities themselves stay.",
                fallback = "30d",
                desk = "retention.eventLog",
                deskLeast = "2d",
                deskMost = "3650d")
        Duration eventRetention) {

    /// @param now these settings as they are at each moment: how often somebody may write may change
    public Conversations.Limits limits(Supplier<LedgerSettings> now) {
        return new Conversations.Limits(
                ledgerWriters,
                ledgerBatch,
                ledgerQueue,
                () -> now.get().customerRates(),
                () -> now.get().agentRates());
    }

    private List<Rate> customerRates() {
        return List.of(
                new Rate(customerMessagesPer10Seconds, Duration.ofSeconds(10)),
                new Rate(customerMessagesPerMinute, Duration.ofMinutes(1)));
    }

    private List<Rate> agentRates() {
        return List.of(new Rate(agentMessagesPerMinute, Duration.ofMinutes(1)));
    }
}
