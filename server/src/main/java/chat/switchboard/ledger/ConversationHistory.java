package chat.switchboard.ledger;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Decision;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.postgres.Database;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Reads conversations, as far as an actor may see them. Blocks on the database: call it on a virtual thread.
public final class ConversationHistory {
    public static final int MOST_MESSAGES_A_PAGE = 100;
    /// Of a page as JSON, about. A page always has one message, if there is any.
    private static final int MOST_BYTES_A_PAGE = 256 * 1024;
    private static final int MOST_ACTIVITIES = 200;

    private final Database database;

    ConversationHistory(Database database) {
        this.database = database;
    }

    /// Some messages of a conversation in a row.
    ///
    /// @param hasMore there is more in the direction that was asked for
    public record Page(List<Message> messages, boolean hasMore) {
        private Page newestWithin(int bytes) {
            int from = messages.size();
            for (int sum = 0; from > 0; from--) {
                sum += messages.get(from - 1).mostBytes();
                if (sum > bytes && from < messages.size()) break;
            }
            return from == 0 ? this : new Page(messages.subList(from, messages.size()), true);
        }

        private Page oldestWithin(int bytes) {
            int to = 0;
            for (int sum = 0; to < messages.size(); to++) {
                sum += messages.get(to).mostBytes();
                if (sum > bytes && to > 0) break;
            }
            return to == messages.size() ? this : new Page(messages.subList(0, to), true);
        }
    }

    /// What a page may hold. There is always one message, if there is any.
    ///
    /// @param bytes of the messages as JSON, at most about
    public record PageLimit(int messages, int bytes) {}

    /// Everything a reader needs to begin or go on: state, messages and read marks of one moment.
    ///
    /// @param messages after the seq asked for, else the newest
    /// @param epoch changes only when the ledger was restored from a backup
    public record Snapshot(
            Conversation conversation, List<Message> messages, boolean hasMore, List<ReadMark> readMarks, UUID epoch) {}

    public Outcome<Conversation> find(Actor actor, UUID conversationId) {
        return database.transaction(actor, handle -> visible(new ConversationStore(handle), conversationId));
    }

    /// Up to `limit` messages after `seq`, oldest first.
    public Outcome<Page> after(Actor actor, UUID conversationId, int seq, int limit) {
        return page(
                actor,
                conversationId,
                store -> forward(store.after(conversationId, seq, limit + 1), limit)
                        .oldestWithin(MOST_BYTES_A_PAGE));
    }

    /// Up to `limit` messages before `seq`, oldest first; the newest when `seq` is beyond the last.
    public Outcome<Page> before(Actor actor, UUID conversationId, int seq, int limit) {
        return page(
                actor,
                conversationId,
                store -> backward(store.before(conversationId, seq, limit + 1), limit)
                        .newestWithin(MOST_BYTES_A_PAGE));
    }

    public Outcome<List<ReadMark>> readMarks(Actor actor, UUID conversationId) {
        return database.transaction(actor, conversationId, handle -> {
            ConversationStore store = new ConversationStore(handle);
            return visible(store, conversationId).map(_ -> store.readMarks(conversationId));
        });
    }

    /// What only staff may know, newest first.
    public Outcome<List<Activity>> activities(Actor actor, UUID conversationId) {
        if (actor instanceof Actor.Requester) return Outcome.refused(Decision.STAFF_ONLY);
        return database.transaction(actor, handle -> {
            ConversationStore store = new ConversationStore(handle);
            return visible(store, conversationId).map(_ -> store.activities(conversationId, MOST_ACTIVITIES));
        });
    }

    /// A snapshot for somebody who listens from now on.
    ///
    /// @param after the last seq the reader holds, or null for the newest messages
    /// @param listen begins to listen, or refuses. Called once it is certain that the actor may see the
    ///     conversation, and before its state is read, so nothing that is committed later can be missed
    public Outcome<Snapshot> snapshot(
            Actor actor,
            UUID conversationId,
            Integer after,
            PageLimit limit,
            Function<Conversation, Outcome<Conversation>> listen) {
        return database.transaction(actor, conversationId, handle -> {
            ConversationStore store = new ConversationStore(handle);
            return visible(store, conversationId)
                    .then(listen)
                    .then(_ -> visible(store, conversationId))
                    .map(conversation -> snapshot(store, conversation, after, limit));
        });
    }

    private static Snapshot snapshot(
            ConversationStore store, Conversation conversation, Integer after, PageLimit limit) {
        UUID id = conversation.id();
        int rows = limit.messages() + 1;
        Page page = after == null
                ? backward(store.before(id, Integer.MAX_VALUE, rows), limit.messages())
                        .newestWithin(limit.bytes())
                : forward(store.after(id, after, rows), limit.messages()).oldestWithin(limit.bytes());
        return new Snapshot(conversation, page.messages, page.hasMore, store.readMarks(id), store.epoch());
    }

    private Outcome<Page> page(Actor actor, UUID id, Function<ConversationStore, Page> read) {
        return database.transaction(actor, id, handle -> {
            ConversationStore store = new ConversationStore(handle);
            Page page = read.apply(store);
            // Who sees a message may see its conversation; only where there is none has this to be asked.
            return page.messages.isEmpty() ? visible(store, id).map(_ -> page) : Outcome.done(page);
        });
    }

    /// One row more than the page was asked for, so that it is known whether there is more.
    private static Page forward(List<Message> found, int limit) {
        return found.size() > limit ? new Page(found.subList(0, limit), true) : new Page(found, false);
    }

    private static Page backward(List<Message> found, int limit) {
        return found.size() > limit
                ? new Page(found.subList(found.size() - limit, found.size()), true)
                : new Page(found, false);
    }

    private static Outcome<Conversation> visible(ConversationStore store, UUID id) {
        return store.find(id).map(Outcome::done).orElseGet(() -> Outcome.refused(Refusal.notFound()));
    }
}
