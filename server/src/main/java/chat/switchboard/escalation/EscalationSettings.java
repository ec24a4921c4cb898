package chat.switchboard.escalation;

import chat.switchboard.settings.Setting;
import java.time.Duration;

/// When replies are due, and who is told when they are late.
public record EscalationSettings(
        @Setting(
                says = "A first reply is due so soon after a person was asked for, unless a target says otherwise.",
                fallback = "5m",
                desk = "escalation.firstReplyDue",
                deskLeast = "10s",
                deskMost = "30d")
        Duration firstReplyDue,

        @Setting(
                says = "Every other reply is due so soon after the message, unless a target says otherwise.",
                fallback = "5m",
                desk = "escalation.nextReplyDue",
                deskLeast = "10s",
                deskMost = "30d")
        Duration nextReplyDue,

        @Setting(
                says = "So long after a reply was due, its whole department is told.",
                fallback = "2m",
                desk = "escalation.departmentToldAfter",
                deskLeast = "10s",
                deskMost = "30d")
        Duration departmentToldAfter,

        @Setting(
                says = "So long after that, all admins are told.",
                fallback = "5m",
                desk = "escalation.adminsToldAfter",
                deskLeast = "10s",
                deskMost = "30d")
        Duration adminsToldAfter) {

    /// Where no target was set.
    public ReplyTarget usualTarget() {
        return new ReplyTarget(null, null, firstReplyDue, nextReplyDue);
    }

    public Reminders.Chain chain() {
        return new Reminders.Chain(departmentToldAfter, adminsToldAfter);
    }
}
