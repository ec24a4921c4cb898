package chat.switchboard.conversation;

import chat.switchboard.kernel.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// One immutable row of a conversation's ledger.
///
/// @param seq 1, 2, 3 … per conversation, without gaps, the same for every reader
/// @param id made by the sender; the same id is stored once
/// @param replyTo the `seq` this answers, or null
public record Message(
        UUID conversationId,
        int seq,
        UUID id,
        Sender sender,
        Kind kind,
        String content,
        Metadata metadata,
        Integer replyTo,
        Instant createdAt) {

    /// In code points of clean text.
    static final int MOST_FROM_CUSTOMERS = 5_000;

    static final int MOST_FROM_STAFF = 10_000;

    private static final int BYTES_BESIDE_CONTENT = 1_024;

    public Message withContent(String text, Metadata other) {
        return new Message(conversationId, seq, id, sender, kind, text, other, replyTo, createdAt);
    }

    /// Whether this actor sent it.
    public boolean isBy(Actor actor) {
        return switch (actor) {
            case Actor.Requester requester -> requester.id().equals(sender.id());
            case Actor.Staff staff -> staff.id().equals(sender.id());
            case Actor.Bot _, Actor.System _ -> sender.id() == null;
        };
    }

    /// An upper bound of its size as JSON, without writing it: a character is at most three bytes of UTF-8 or of an
    /// escape.
    public int mostBytes() {
        return BYTES_BESIDE_CONTENT + 3 * content.length();
    }

    /// Who wrote it. The bot and the system have no id.
    public record Sender(Type type, UUID id, String name) {
        static final Sender SYSTEM = new Sender(Type.SYSTEM, null, null);
        static final Sender BOT = new Sender(Type.BOT, null, null);

        /// Null for the bot and the system.
        NamedRef ref() {
            return id == null ? null : new NamedRef(id, name);
        }

        /// How this actor appears in a ledger; an admin answers as an agent does.
        public static Sender of(Actor actor) {
            return switch (actor) {
                case Actor.Customer c -> new Sender(Type.CUSTOMER, c.id(), c.name());
                case Actor.Partner p -> new Sender(Type.PARTNER, p.id(), p.name());
                case Actor.Staff staff -> new Sender(Type.AGENT, staff.id(), staff.name());
                case Actor.Bot _ -> BOT;
                case Actor.System _ -> SYSTEM;
            };
        }

        public enum Type {
            CUSTOMER,
            PARTNER,
            AGENT,
            BOT,
            SYSTEM;

            private final String wireName = name().toLowerCase(Locale.ROOT);

            public String wireName() {
                return wireName;
            }

            public static Type of(String wireName) {
                return valueOf(wireName.toUpperCase(Locale.ROOT));
            }

            /// Customers and partners: those whose messages wait for an answer.
            public boolean asksForHelp() {
                return this == CUSTOMER || this == PARTNER;
            }
        }
    }

    public enum Kind {
        TEXT,
        QUICK_REPLY,
        FILE,
        EVENT;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }

        public static Kind of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /// Everything up to `seq` was read at `at`.
    public record ReadMark(UUID conversationId, Reader reader, int seq, Instant at) {}

    public record Reader(Sender.Type type, UUID id) {}

    /// What a message carries beside its text; null for plain ones.
    public sealed interface Metadata {
        /// A fact of the life cycle, by the name clients translate, and its parameters. The message's content is its
        /// sentence in the customer's language.
        ///
        /// @param event one of those below, or one that another version knows
        /// @param agent who did it, or whom it is about; null for nobody
        /// @param department where the conversation is now; null where that does not matter
        /// @param inOwnWords whether the desk wrote the sentence itself: clients show it instead of their own
        record Fact(String event, NamedRef agent, NamedRef department, boolean inOwnWords) implements Metadata {
            public Fact(String event, NamedRef agent, NamedRef department) {
                this(event, agent, department, false);
            }

            public static final String QUEUE_ENTERED = "queue.entered";
            public static final String QUEUE_RETURNED = "queue.returned";
            public static final String TRANSFERRED = "conversation.transferred";
            public static final String AGENT_JOINED = "agent.joined";
            public static final String AGENT_LOST = "agent.lost";
            public static final String RESOLVED = "conversation.resolved";
            public static final String CLOSED = "conversation.closed";
            public static final String ESCALATED = "conversation.escalated";
        }

        /// Answers the reader may pick with one touch.
        record QuickReplies(List<Option> options) implements Metadata {}

        record Option(String value, String label) {}

        /// The option of a quick reply that was picked; the message's content is its label.
        record Chosen(String value) implements Metadata {}
    }
}
