package chat.switchboard.escalation;

import chat.switchboard.settings.Setting;
import java.time.Duration;

/// When replies are due, and who is told when they are late.
public record EscalationSettings(
        @Setting(
                says = "A first reply is due so soon after a person was asked for, unless a target says otherwise.",
                fallback = "5m")
        Duration firstReplyDue,

        @Setting(
                says = "Every other reply is due so soon after the message, unless a target says otherwise.",
                fallback = "5m")
        Duration nextReplyDue,

        @Setting(says = "So long after a reply was due, its whole department is told.", fallback = "2m")
        Duration departmentToldAfter,

        @Setting(says = "So long after that, all admins are told.", fallback = "5m")
        Duration adminsToldAfter) {

    public Reminders.Chain chain() {
        return new Reminders.Chain(departmentToldAfter, adminsToldAfter);
    }
}
