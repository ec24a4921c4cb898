package chat.switchboard.conversation;

import chat.switchboard.conversation.Activity.Change;
import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.kernel.Text;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What a conversation is about.
///
/// @param metadata a JSON object as text
public record Topic(
        String subject, String category, Priority priority, NamedRef department, String metadata, List<String> labels) {

    /// How urgent, from least to most.
    public enum Priority {
        LOW,
        MEDIUM,
        HIGH,
        URGENT;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }

        /// One step more urgent; the most urgent stays.
        public Priority raised() {
            return this == URGENT ? URGENT : values()[ordinal() + 1];
        }

        public static Priority of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    public static Topic opened(String subject, String category, NamedRef department, String metadata) {
        return new Topic(subject, category, Priority.MEDIUM, department, metadata, List.of());
    }

    Topic withDepartment(NamedRef other) {
        return new Topic(subject, category, priority, other, metadata, labels);
    }

    Topic withPriority(Priority other) {
        return new Topic(subject, category, other, department, metadata, labels);
    }

    Topic edited(Command.Edit edit) {
        return new Topic(
                edit.subject() == null ? subject : Text.orNull(edit.subject()),
                Objects.requireNonNullElse(edit.category(), category),
                Objects.requireNonNullElse(edit.priority(), priority),
                edit.department() == null ? department : edit.department(),
                metadata,
                Objects.requireNonNullElse(edit.labels(), labels));
    }

    /// What a turn of the server changes; its priority is never lowered.
    Topic turned(Command.Turn turn) {
        Priority least = turn.priority() == null ? priority : turn.priority();
        return new Topic(
                turn.subject() == null ? subject : turn.subject(),
                Objects.requireNonNullElse(turn.category(), category),
                least.compareTo(priority) > 0 ? least : priority,
                department,
                Objects.requireNonNullElse(turn.metadata(), metadata),
                labels);
    }

    Details.Edited differences(Topic to) {
        return new Details.Edited(
                Change.between(subject, to.subject),
                Change.between(category, to.category),
                Change.between(priority, to.priority),
                Change.between(department, to.department),
                Change.between(labels, to.labels));
    }

    /// Whether a reply is due at the same time for both: its target depends on these alone.
    boolean hasSameTarget(Topic other) {
        return priority == other.priority && Objects.equals(department, other.department);
    }
}
