package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.desk.CannedReply;
import chat.switchboard.desk.Desk;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import java.util.Map;
import java.util.UUID;

/// Replies at hand.
final class CannedReplyRoutes {
    private final Desk desk;
    private final ConfigurationRoutes<CannedReply> replies;
    private final FileRoutes<CannedReply> files;

    private record Rendering(UUID conversationId) {}

    CannedReplyRoutes(Desk desk) {
        this.desk = desk;
        this.replies = new ConfigurationRoutes<>(
                desk.cannedReplies(), (json, reply) -> reply.write(json), CannedReply.Change.class);
        this.files = new FileRoutes<>(desk.cannedReplyFiles(), "canned-replies");
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listCannedReplies", replies.list("scope"),
                "createCannedReply", replies.create(),
                "getCannedReply", replies.get(),
                "editCannedReply", replies.edit(),
                "deleteCannedReply", replies.delete(),
                "exportCannedReplies", files.export(),
                "importCannedReplies", files.importAll(),
                "renderCannedReply", direct(this::render));
    }

    private Outcome<ApiResponse> render(ApiRequest request) {
        return request.staff()
                .then(staff -> desk.render(
                        staff, request.key(), request.body(Rendering.class).conversationId()))
                .map(content -> ApiResponse.object(json -> json.writeStringField("content", content)));
    }
}
