package chat.switchboard.ledger;

import static chat.switchboard.ledger.Column.integer;
import static chat.switchboard.ledger.Column.json;
import static chat.switchboard.ledger.Column.text;
import static chat.switchboard.ledger.Column.texts;
import static chat.switchboard.ledger.Column.time;
import static chat.switchboard.ledger.Column.uuid;

import chat.switchboard.conversation.NamedRef;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The columns a conversation is written to, each with its value: these, and those a message changes
/// ([MessagingStore#COLUMNS]). INSERT and both UPDATEs are derived from the lists; [ConversationRow] reads them back by
/// name. A new field is one line here or there, one in the row, and a migration.
final class ConversationColumns {
    /// Set when a conversation is opened, never changed.
    static final List<Column> FIXED = List.of(
            uuid("id", c -> c.id()),
            uuid("customer_id", c -> c.customer().id()),
            time("created_at", c -> c.times().createdAt()));

    /// Everything that may ever change and that a message leaves as it is.
    static final List<Column> LIFECYCLE = List.of(
            text("subject", c -> c.topic().subject()),
            text("category", c -> c.topic().category()),
            json("metadata", c -> c.topic().metadata()),
            text("priority", c -> c.topic().priority().wireName()),
            texts("labels", c -> c.topic().labels()),
            uuid("department_id", c -> idOf(c.topic().department())),
            text("status", c -> c.status().wireName()),
            uuid("assigned_agent_id", c -> idOf(c.assignedAgent())),
            time("requested_agent_at", c -> c.times().requestedAgentAt()),
            time("assigned_at", c -> c.times().assignedAt()),
            time("first_response_at", c -> c.times().firstResponseAt()),
            time("escalated_at", c -> c.times().escalatedAt()),
            time("resolved_at", c -> c.times().resolvedAt()),
            time("closed_at", c -> c.times().closedAt()),
            integer("activity_count", c -> c.counts().activities()),
            integer("rating_score", c -> c.rating() == null ? null : c.rating().score()),
            text("rating_comment", c -> c.rating() == null ? null : c.rating().comment()),
            uuid("previous_agent_id", c -> c.service().previousAgentId()),
            time("opened_at", c -> c.service().openedAt()),
            integer("bot_handled_seq", c -> c.service().automation().handledSeq()),
            integer("bot_misses", c -> c.service().automation().misses()),
            integer("bot_answers", c -> c.service().automation().answers()),
            uuid("bot_entry_id", c -> c.service().automation().entryId()),
            text("bot_intent", c -> c.service().automation().intent()),
            time("offline_told_at", c -> c.service().automation().offlineToldAt()),
            time("mood_raised_at", c -> c.service().automation().moodRaisedAt()),
            uuid("acknowledged_by_id", c -> idOf(c.replyClock().acknowledgedBy())),
            text("acknowledged_by_name", c -> nameOf(c.replyClock().acknowledgedBy())));

    private ConversationColumns() {}

    static List<Column> all() {
        return Stream.of(FIXED, MessagingStore.COLUMNS, LIFECYCLE)
                .flatMap(List::stream)
                .toList();
    }

    private static UUID idOf(NamedRef ref) {
        return ref == null ? null : ref.id();
    }

    private static String nameOf(NamedRef ref) {
        return ref == null ? null : ref.name();
    }
}
