package chat.switchboard.http.routes;

import chat.switchboard.http.api.Route;
import chat.switchboard.socketio.engine.Origin;
import chat.switchboard.socketio.engine.Origins;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// What serves each operation of the contract, by the operation's id.
public final class Routes {
    /// Requests that wait for a message: in all, and of one person.
    public record LongPolls(int total, int perPerson) {}

    private Routes() {}

    /// @param https whether cookies may say `Secure`
    public static Map<String, Route> of(
            Features features, LongPolls limits, boolean https, Origins origins, Clock clock) {
        var longPoll = new LongPoll(features.conversations(), limits);
        features.metrics().gauge("switchboard.long.polls", "Requests that wait for news", longPoll::waiting);
        Map<String, Route> routes = new HashMap<>();
        var sessions = new SessionRoutes(features.identity(), https, origins, clock);
        routes.putAll(sessions.byOperation());
        routes.putAll(new InviteRoutes(features.identity(), sessions::begun).byOperation());
        routes.putAll(new ProfileRoutes(features.identity().ownAccount()).byOperation());
        routes.putAll(new AccountRoutes(
                        features.identity(),
                        request -> origins.address(request.http(), https)
                                .map(Origin::toString)
                                .orElse(""))
                .byOperation());
        routes.putAll(new ConversationRoutes(features.conversations(), features.inbox(), features.queue()::position)
                .byOperation());
        routes.putAll(new MessageRoutes(features.identity(), features.conversations(), features.presence(), longPoll)
                .byOperation());
        routes.putAll(new PresenceRoutes(features.presence(), features.identity()).byOperation());
        routes.putAll(new QueueRoutes(features.queue()).byOperation());
        routes.putAll(new ReplyTargetRoutes(features.targets()).byOperation());
        routes.putAll(new SetupRoutes(features.setup()).byOperation());
        routes.putAll(new SiteRoutes(
                        features.sites(),
                        features.identity().siteSecrets(),
                        features.queue()::availability,
                        features.conversations().surroundings().templates())
                .byOperation());
        routes.putAll(new DepartmentRoutes(features.desk(), clock).byOperation());
        routes.putAll(new LabelRoutes(features.desk().labels()).byOperation());
        routes.putAll(new CategoryRoutes(features.desk().categories()).byOperation());
        routes.putAll(new FaqRoutes(features.desk()).byOperation());
        routes.putAll(new ReplyTemplateRoutes(features.desk()).byOperation());
        routes.putAll(new CannedReplyRoutes(features.desk()).byOperation());
        routes.putAll(new TextTemplateRoutes(features.texts()).byOperation());
        routes.putAll(new BotRoutes(features.bot()).byOperation());
        routes.putAll(new SettingRoutes(features.settings()).byOperation());
        routes.putAll(new AuditRoutes(features.audit()).byOperation());
        routes.putAll(new LanguageModelRoutes(features.assistant(), features.sentRequests()).byOperation());
        return routes;
    }
}
