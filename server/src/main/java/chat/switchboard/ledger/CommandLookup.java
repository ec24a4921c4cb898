package chat.switchboard.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Topic;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import chat.switchboard.postgres.Database;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Looks up what a request names by id or slug, as far as its actor may see it. Blocks on the database.
final class CommandLookup {
    private final Database database;

    CommandLookup(Database database) {
        this.database = database;
    }

    /// What the new conversation is about.
    Outcome<Topic> topic(Actor.Requester actor, OpenConversation open) {
        String category = Objects.requireNonNullElse(open.category(), "other");
        String subject = Text.orNull(open.subject());
        return database.transaction(actor, handle -> {
            ConversationStore store = new ConversationStore(handle);
            if (!store.categoryExists(category)) return noSuch("category");
            if (unfit(subject, open.metadata()) instanceof Refusal refusal) return Outcome.refused(refusal);
            String metadata = Objects.requireNonNullElse(open.metadata(), "{}");
            return resolve(open.departmentId(), "departmentId", store::department)
                    .map(department -> Topic.opened(subject, category, department, metadata));
        });
    }

    Outcome<Command.Assign> assign(Actor actor, UUID agentId, UUID departmentId, String note, Expected expected) {
        return database.transaction(actor, handle -> {
            ConversationStore store = new ConversationStore(handle);
            return resolve(agentId, "agentId", store::staffMember)
                    .then(agent -> resolve(departmentId, "departmentId", store::department)
                            .map(department -> new Command.Assign(agent, department, note, expected)));
        });
    }

    Outcome<Command.Edit> edit(Actor actor, EditConversation edit) {
        return database.transaction(actor, handle -> {
            ConversationStore store = new ConversationStore(handle);
            if (edit.category() != null && !store.categoryExists(edit.category())) return noSuch("category");
            if (unfit(edit.labels()) instanceof Refusal refusal) return Outcome.refused(refusal);
            return resolve(edit.departmentId(), "departmentId", store::department)
                    .map(department -> new Command.Edit(
                            edit.subject(),
                            edit.priority(),
                            edit.category(),
                            department,
                            edit.labels(),
                            edit.expected()));
        });
    }

    private static Refusal unfit(String subject, String metadata) {
        if (metadata != null && metadata.getBytes(UTF_8).length > OpenConversation.MOST_BYTES_OF_METADATA)
            return Refusal.invalid("metadata", Reason.METADATA_TOO_LARGE, OpenConversation.MOST_BYTES_OF_METADATA);
        return Refusal.tooLong("subject", subject, OpenConversation.MOST_IN_SUBJECT);
    }

    private static Refusal unfit(List<String> labels) {
        if (labels == null) return null;
        if (labels.stream().anyMatch(Text::isBlank)) return Refusal.invalid("labels", Reason.LABEL_EMPTY);
        return Set.copyOf(labels).size() < labels.size() ? Refusal.invalid("labels", Reason.LABEL_TWICE) : null;
    }

    private static Outcome<NamedRef> resolve(UUID id, String field, Function<UUID, Optional<NamedRef>> lookup) {
        if (id == null) return Outcome.done(null);
        return lookup.apply(id).map(Outcome::done).orElseGet(() -> noSuch(field));
    }

    private static <T> Outcome<T> noSuch(String field) {
        return Outcome.refused(Refusal.invalid(field, Reason.NO_SUCH_THING));
    }
}
