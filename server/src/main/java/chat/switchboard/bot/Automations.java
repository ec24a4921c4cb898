package chat.switchboard.bot;

import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.conversation.Activity.Details.BotDecided;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.desk.Desk;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.EventConsumer;
import chat.switchboard.postgres.Database;
import chat.switchboard.presence.Presence;
import chat.switchboard.texts.TextTemplates;
import chat.switchboard.understanding.MeaningModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Everything that answers without a person, put together.
public final class Automations implements AutoCloseable {
    private final Presence presence;
    private final Supplier<BotSettings> settings;
    private final KnowledgeBase knowledgeBase;
    private final Bot bot;
    private final BotReports reports;

    /// What it works with.
    ///
    /// @param database for reports and what is kept in memory
    /// @param withoutBot whether a conversation is of a site without the bot
    public record Around(
            Database database,
            ConfigurationVersions versions,
            Conversations conversations,
            Presence presence,
            Desk desk,
            Predicate<Conversation> withoutBot,
            Clock clock) {}

    /// @param data folder of the server
    /// @param settings asked for each time, so that they may change
    public Automations(Around around, Path data, Supplier<BotSettings> settings) {
        this.presence = around.presence;
        this.settings = settings;
        Conversations conversations = around.conversations;
        conversations.surroundings().botActiveWhen(() -> settings.get().bot());
        conversations.surroundings().withoutBotWhere(around.withoutBot);
        MeaningModel model = MeaningModel.load(data);
        knowledgeBase = new KnowledgeBase(
                around.database,
                around.versions,
                around.desk,
                model,
                () -> settings.get().bot());
        TextTemplates templates = conversations.surroundings().templates();
        var texts = new BotTexts(templates, new OfflineWords(templates, around.desk::opensAt));
        var turns = new BotTurns(texts, knowledge -> new BotDecided.Versions(knowledge.version(), model.version()));
        var reading = new Reading(around, knowledgeBase, texts, settings);
        bot = new Bot(conversations, reading, turns, settings);
        reports = new BotReports(around, knowledgeBase, reading, turns, settings);
        conversations.onCommitted(bot::committed);
    }

    /// To be led through the event log.
    public EventConsumer consumer() {
        return new BotDecisions(bot);
    }

    public BotReports reports() {
        return reports;
    }

    /// Whether customers are to be told that nobody of a department is here. Never blocks.
    ///
    /// @param departmentId null: any
    public boolean tellsAbsence(UUID departmentId) {
        return settings.get().offlineReplies() && !presence.isAnybodyHere(departmentId);
    }

    /// Begins to answer. What it answers from is read beside everything else.
    public void start() {
        knowledgeBase.start();
        bot.start();
    }

    /// Its settings changed.
    public void refresh() {
        knowledgeBase.refresh();
    }

    /// Finishes what it is at. After the consumers, before the ledger.
    @Override
    public void close() {
        bot.close();
        knowledgeBase.close();
    }
}
