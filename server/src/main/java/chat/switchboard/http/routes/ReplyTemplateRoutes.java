package chat.switchboard.http.routes;

import chat.switchboard.desk.Desk;
import chat.switchboard.desk.ReplyTemplate;
import chat.switchboard.http.api.Route;
import java.util.Map;

/// What is answered while nobody is here.
final class ReplyTemplateRoutes {
    private final ConfigurationRoutes<ReplyTemplate> replyTemplates;
    private final FileRoutes<ReplyTemplate> files;

    ReplyTemplateRoutes(Desk desk) {
        this.replyTemplates = new ConfigurationRoutes<>(
                desk.replyTemplates(), (json, it) -> it.write(json), ReplyTemplate.Change.class);
        this.files = new FileRoutes<>(desk.replyTemplateFiles(), "reply-templates");
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listReplyTemplates", replyTemplates.list("category"),
                "createReplyTemplate", replyTemplates.create(),
                "getReplyTemplate", replyTemplates.get(),
                "editReplyTemplate", replyTemplates.edit(),
                "deleteReplyTemplate", replyTemplates.delete(),
                "exportReplyTemplates", files.export(),
                "importReplyTemplates", files.importAll());
    }
}
