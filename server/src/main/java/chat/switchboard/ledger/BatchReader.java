package chat.switchboard.ledger;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.ledger.LedgerRequest.Change;
import chat.switchboard.ledger.LockStore.MessageKey;
import chat.switchboard.ledger.ReadMarkStore.ReaderKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Reads what a batch needs and the cache does not have. Locks in one order, so that two batches do not wait for each
/// other in a circle: leases, conversations by id, accounts by id. A repeated opening is the exception: it locks its
/// conversation last, and if PostgreSQL finds a circle, each command runs alone.
final class BatchReader {
    private final LedgerBatch batch;
    private final LockStore store;
    private final ReadMarkStore readMarks;
    private final PreconditionStore preconditions;
    private final Instant now;

    BatchReader(LedgerBatch batch, Handle handle, Instant now) {
        this.batch = batch;
        this.store = new LockStore(handle);
        this.readMarks = new ReadMarkStore(handle);
        this.preconditions = new PreconditionStore(handle);
        this.now = now;
    }

    /// @param lock the conversations to be locked
    /// @param opens whether the batch opens conversations too
    void read(List<Change> changes, Collection<UUID> lock, boolean opens) {
        if (!lock.isEmpty() || opens) store.begin();
        Set<FencingToken> standing = preconditions.standing(tokens(changes));
        store.lock(lock, batch::know);
        readMarks
                .readUpTo(unknownReaders(changes))
                .forEach((key, seq) -> batch.knowReadMark(key.conversationId(), key.readerId(), seq));
        batch.know(
                store.stored(possiblyStored(changes, lock)),
                standing,
                preconditions.lockAgents(assignees(changes), now));
    }

    /// Whether it has to be known how far somebody has read.
    static boolean hasReadMarks(List<Change> changes) {
        for (Change change : changes) if (change.command() instanceof Command.MarkRead) return true;
        return false;
    }

    /// The message if it is stored already, else null.
    Message stored(MessageKey key) {
        return store.stored(List.of(key)).get(key);
    }

    private static Set<FencingToken> tokens(List<Change> changes) {
        Set<FencingToken> tokens = new HashSet<>();
        for (Change change : changes) if (change.token() != null) tokens.add(change.token());
        return tokens;
    }

    private static List<MessageKey> possiblyStored(List<Change> changes, Collection<UUID> locked) {
        List<MessageKey> keys = new ArrayList<>();
        for (Change change : changes)
            if (change.command() instanceof Command.Send send && locked.contains(change.conversationId()))
                keys.add(new MessageKey(change.conversationId(), send.id()));
        return keys;
    }

    private List<ReaderKey> unknownReaders(List<Change> changes) {
        List<ReaderKey> readers = new ArrayList<>();
        for (Change change : changes) {
            if (!(change.command() instanceof Command.MarkRead)) continue;
            UUID reader = personBehind(change.actor());
            Conversation conversation = batch.conversation(change.conversationId());
            if (reader != null
                    && conversation != null
                    && !conversation.readMarks().containsKey(reader))
                readers.add(new ReaderKey(conversation.id(), reader));
        }
        return readers;
    }

    private static UUID personBehind(Actor actor) {
        return switch (actor) {
            case Actor.Requester requester -> requester.id();
            case Actor.Staff staff -> staff.id();
            case Actor.Bot _, Actor.System _ -> null;
        };
    }

    private Set<UUID> assignees(List<Change> changes) {
        Set<UUID> ids = new HashSet<>();
        for (Change change : changes) {
            Conversation conversation = batch.conversation(change.conversationId());
            if (conversation == null) continue;
            NamedRef assignee = conversation.assigneeOf(change.actor(), change.command());
            if (assignee != null) ids.add(assignee.id());
        }
        return ids;
    }
}
