package chat.switchboard.bot;

import chat.switchboard.conversation.Automation;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.understanding.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Reads a message and everything its answer depends on. May block.
final class Reading {
    private static final List<String> ALWAYS_OFFERED =
            List.of(Said.Choice.PERSON, Said.Choice.HELPED, Said.Choice.NOT_HELPED);

    private final Automations.Around around;
    private final KnowledgeBase knowledgeBase;
    private final BotTexts texts;
    private final Supplier<BotSettings> settings;
    private final Understanding understanding = new Understanding();

    Reading(Automations.Around around, KnowledgeBase knowledgeBase, BotTexts texts, Supplier<BotSettings> settings) {
        this.around = around;
        this.knowledgeBase = knowledgeBase;
        this.texts = texts;
        this.settings = settings;
    }

    private record Who(boolean active, boolean online) {}

    /// @param message null: the opening
    BotTurns.Basis of(Conversation c, int seq, Message message) {
        Instant at = message == null ? c.times().createdAt() : message.createdAt();
        boolean active = around.conversations().surroundings().isBotActive(c);
        return of(c, seq, said(message, knowledgeBase.current()), at, new Who(active, isOnline(c)));
    }

    /// What would be made of it if it was said in a new conversation.
    ///
    /// @param online whether somebody shall be there; null: as it is
    BotTurns.Basis trial(Conversation c, String text, Boolean online) {
        var who = new Who(true, online == null ? isOnline(c) : online);
        return of(c, 1, texts.read(new Said.Words(text)), c.times().createdAt(), who);
    }

    private BotTurns.Basis of(Conversation c, int seq, Said said, Instant at, Who who) {
        BotSettings now = settings.get();
        Knowledge knowledge = knowledgeBase.current();
        boolean answers = who.active && c.status() == Status.AUTOMATED;
        Understood understood = understood(said, fallback(c, now), answers, knowledge);
        Automation automation = c.service().automation();
        var situation = new Situation(
                c.status(),
                automation,
                Situation.asks(c.counts().unanswered() > 0 || said instanceof Said.Queued, at, taken(c)),
                who.active,
                who.online,
                now.offlineReplies() && !who.online && !isTold(c),
                said,
                understood,
                said instanceof Said.Choice(String value, String _) ? topic(value, knowledge) : Optional.empty(),
                knowledge.topic(automation.entryId()),
                Situation.Thresholds.of(now));
        return new BotTurns.Basis(c, seq, situation, knowledge, now.answering(understood.language()), at);
    }

    private static Instant taken(Conversation c) {
        return c.status() == Status.ACTIVE ? c.times().assignedAt() : null;
    }

    /// A value that means nothing any more is what its label says.
    private Said said(Message message, Knowledge knowledge) {
        Said said = texts.read(Said.of(message));
        return said instanceof Said.Choice(String value, String label)
                        && !ALWAYS_OFFERED.contains(value)
                        && topic(value, knowledge).isEmpty()
                ? new Said.Words(label)
                : said;
    }

    private Understood understood(Said said, Language fallback, boolean answers, Knowledge knowledge) {
        if (!(said instanceof Said.Words(String text))) return Understood.nothing(fallback);
        return answers
                ? understanding.of(text, fallback, knowledge)
                : understanding.withoutQuestions(text, fallback, knowledge);
    }

    private static Language fallback(Conversation c, BotSettings now) {
        return Language.ofTag(ConversationMetadata.value(c.topic().metadata(), ConversationMetadata.LANGUAGE))
                .or(() -> Language.ofTag(c.customer().contact().locale()))
                .orElse(now.fallback());
    }

    private static Optional<FaqTopic> topic(String value, Knowledge knowledge) {
        try {
            return knowledge.topic(UUID.fromString(value));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private boolean isOnline(Conversation c) {
        return around.presence().isAnybodyHere(departmentOf(c));
    }

    /// Since then nobody was here.
    private boolean isTold(Conversation c) {
        Instant told = c.service().automation().offlineToldAt();
        if (told == null) return false;
        Optional<Instant> since =
                around.database().transaction(Actor.SYSTEM, handle -> new AbsenceStore(handle).since(departmentOf(c)));
        return !since.map(absent -> absent.isAfter(told)).orElse(false);
    }

    private static UUID departmentOf(Conversation c) {
        NamedRef department = c.topic().department();
        return department == null ? null : department.id();
    }
}
