package chat.switchboard.http.routes;

import chat.switchboard.audit.AuditEntries;
import chat.switchboard.bot.BotReports;
import chat.switchboard.configuration.DeskSettings;
import chat.switchboard.contract.Contract;
import chat.switchboard.desk.Desk;
import chat.switchboard.escalation.ReplyTargets;
import chat.switchboard.http.api.Metrics;
import chat.switchboard.identity.Identity;
import chat.switchboard.insight.Inbox;
import chat.switchboard.languagemodel.Assistant;
import chat.switchboard.languagemodel.SentRequests;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.setup.Setup;
import chat.switchboard.site.Sites;
import chat.switchboard.texts.OwnTexts;
import java.util.List;
import java.util.function.Supplier;

/// What lies behind the routes.
///
/// @param contract what may be asked for
/// @param database asked whether this process can do its work
/// @param overdueJobs names of the periodic jobs that seem to hang
public record Features(
        Contract contract,
        Identity identity,
        Conversations conversations,
        Inbox inbox,
        Desk desk,
        OwnTexts texts,
        Presence presence,
        ConversationQueue queue,
        ReplyTargets targets,
        Sites sites,
        BotReports bot,
        Setup setup,
        DeskSettings<?> settings,
        AuditEntries audit,
        Assistant assistant,
        SentRequests sentRequests,
        Database database,
        Supplier<List<String>> overdueJobs,
        Metrics metrics) {}
