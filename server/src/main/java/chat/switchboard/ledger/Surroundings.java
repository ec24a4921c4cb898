package chat.switchboard.ledger;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Preconditions;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.texts.TextTemplates;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/// What the ledger asks of the rest of the desk while it decides. Asked on the writers' threads: nothing may block.
public final class Surroundings {
    private final TextTemplates templates;
    private final EventTexts texts;
    private volatile Function<Conversation, ReplyClock.Due> replyDue = _ -> null;
    private volatile BiPredicate<UUID, UUID> attended = (_, _) -> false;
    private volatile BooleanSupplier botActive = () -> false;
    private volatile Predicate<Conversation> withoutBot = _ -> false;
    private volatile Duration burst = Duration.ZERO;

    Surroundings(TextTemplates templates) {
        this.templates = templates;
        this.texts = new EventTexts(templates);
    }

    /// What is said in conversations, to be refreshed by whoever knows that it has changed.
    public TextTemplates templates() {
        return templates;
    }

    /// From now on, replies are due when `by` says (null: no target).
    public void repliesDue(Function<Conversation, ReplyClock.Due> by) {
        replyDue = by;
    }

    /// From now on, an agent has a conversation open, or had a moment ago, when `by` says so of their two ids.
    public void attendedWhen(BiPredicate<UUID, UUID> by) {
        attended = by;
    }

    /// From now on, a bot answers new conversations when `by` says so. Until this is called there is none, and the
    /// first message goes to the queue.
    public void botActiveWhen(BooleanSupplier by) {
        botActive = by;
    }

    /// From now on, the bot does not answer where `by` says so, although it is active.
    public void withoutBotWhere(Predicate<Conversation> by) {
        withoutBot = by;
    }

    /// From now on, a customer's messages within `length` of the first of them count as one unanswered message.
    public void countAsOneWithin(Duration length) {
        burst = length;
    }

    public boolean isBotActive() {
        return botActive.getAsBoolean();
    }

    public boolean isBotActive(Conversation conversation) {
        return isBotActive() && !withoutBot.test(conversation);
    }

    EventTexts texts() {
        return texts;
    }

    /// Null where there is no target.
    ReplyClock.Due replyDue(Conversation conversation) {
        return replyDue.apply(conversation);
    }

    /// Attention is asked for only where it decides something: it costs a look-up.
    Preconditions of(
            Conversation conversation,
            Actor actor,
            Command command,
            boolean leaseHeld,
            Preconditions.Assignee assignee,
            Instant now) {
        boolean mayMatter = command instanceof Command.Send
                && actor instanceof Actor.Requester
                && conversation.status() == Status.ACTIVE;
        boolean isAttended =
                mayMatter && attended.test(conversation.assignedAgent().id(), conversation.id());
        return new Preconditions(now, isBotActive(conversation), isAttended, burst, leaseHeld, assignee);
    }
}
