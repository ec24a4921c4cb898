package chat.switchboard.http.routes;

import chat.switchboard.desk.Configuration;
import chat.switchboard.desk.ReplyTemplate;
import chat.switchboard.http.api.Route;
import java.util.Map;

/// What is answered while nobody is here.
final class ReplyTemplateRoutes {
    private final ConfigurationRoutes<ReplyTemplate> replyTemplates;

    ReplyTemplateRoutes(Configuration<ReplyTemplate> replyTemplates) {
        this.replyTemplates =
                new ConfigurationRoutes<>(replyTemplates, (json, it) -> it.write(json), ReplyTemplate.Change.class);
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listReplyTemplates", replyTemplates.list("category"),
                "createReplyTemplate", replyTemplates.create(),
                "getReplyTemplate", replyTemplates.get(),
                "editReplyTemplate", replyTemplates.edit(),
                "deleteReplyTemplate", replyTemplates.delete(),
                "exportReplyTemplates", replyTemplates.export(),
                "importReplyTemplates", replyTemplates.importAll());
    }
}
