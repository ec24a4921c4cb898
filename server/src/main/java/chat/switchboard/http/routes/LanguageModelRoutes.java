package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.admin;
import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.languagemodel.Assistant;
import chat.switchboard.languagemodel.LanguageModel;
import chat.switchboard.languagemodel.SentRequest;
import chat.switchboard.languagemodel.SentRequests;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/// What the language model is asked, and what was sent to it.
final class LanguageModelRoutes {
    private final Assistant assistant;
    private final SentRequests requests;

    private record Summarise(String language) {}

    private record Translate(int seq, String language) {}

    LanguageModelRoutes(Assistant assistant, SentRequests requests) {
        this.assistant = assistant;
        this.requests = requests;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "getLanguageModel", direct(request -> request.staff().map(this::state)),
                "listLanguageModelRequests", admin(this::list),
                "getLanguageModelRequest",
                        admin((admin, request) -> requests.find(admin, request.id())
                                .map(found -> ApiResponse.ok(json -> LanguageModelView.request(json, found, true)))),
                "draftReply", direct(this::draft),
                "summariseConversation", direct(this::summary),
                "translateMessage", direct(this::translation));
    }

    private ApiResponse state(Actor.Staff staff) {
        LanguageModel.State state = assistant.model().state();
        return ApiResponse.object(json -> LanguageModelView.stateFields(json, state, staff));
    }

    private Outcome<ApiResponse> list(Actor.Admin admin, ApiRequest request) {
        return requests.list(admin, request.text("cursor"), request.number("limit"))
                .map(page -> Page.of(page.items(), LanguageModelRoutes::row, page.nextCursor()));
    }

    private static void row(JsonGenerator json, SentRequest request) throws IOException {
        LanguageModelView.request(json, request, false);
    }

    private Outcome<ApiResponse> draft(ApiRequest request) {
        return request.staff()
                .then(staff -> assistant.draft(staff, request.id()))
                .map(draft -> ApiResponse.object(json -> LanguageModelView.draftFields(json, draft)));
    }

    private Outcome<ApiResponse> summary(ApiRequest request) {
        String language = request.body(Summarise.class).language();
        return request.staff()
                .then(staff -> assistant.summary(staff, request.id(), language))
                .map(answer -> text("summary", answer));
    }

    private Outcome<ApiResponse> translation(ApiRequest request) {
        Translate given = request.body(Translate.class);
        return request.staff()
                .then(staff -> assistant.translation(staff, request.id(), given.seq(), given.language()))
                .map(answer -> text("translation", answer));
    }

    private static ApiResponse text(String field, LanguageModel.Answer answer) {
        return ApiResponse.object(json -> {
            json.writeStringField(field, answer.text());
            json.writeBooleanField("cut", answer.cut());
        });
    }
}
