package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.conversation.Activity;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.presence.StaffMember;
import chat.switchboard.queue.AgentSelection;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.queue.Explanation;
import chat.switchboard.texts.Texts;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// Who gets the next conversation, and why.
final class QueueRoutes {
    private final ConversationQueue queue;

    QueueRoutes(ConversationQueue queue) {
        this.queue = queue;
    }

    Map<String, Route> byOperation() {
        return Map.of("takeNext", direct(this::takeNext), "explainRouting", direct(this::explain));
    }

    private Outcome<ApiResponse> takeNext(ApiRequest request) {
        UUID department = request.body(Requests.TakeNext.class).departmentId();
        return request.staff()
                .then(staff -> queue.takeNext(staff, department))
                .map(taken -> ApiResponse.object(json -> {
                    if (taken.isPresent()) Views.conversationField(json, taken.get(), null, Audience.STAFF);
                    else json.writeNullField("conversation");
                }));
    }

    private Outcome<ApiResponse> explain(ApiRequest request) {
        return request.staff()
                .then(staff -> queue.explain(staff, request.id()))
                .map(explanation -> ApiResponse.object(json -> write(json, explanation)));
    }

    /// `summary` and `reason` are English sentences for clients that do not know the codes.
    private static void write(JsonGenerator json, Explanation explanation) throws IOException {
        Explanation.Why why = explanation.why();
        json.writeStringField("status", explanation.status().wireName());
        json.writeObjectFieldStart("why");
        json.writeStringField("code", code(why.code()));
        if (why.agent() != null) Views.person(json, "agent", why.agent());
        if (why.count() != null) json.writeNumberField("count", why.count());
        json.writeEndObject();
        json.writeStringField("summary", summary(why));
        Views.queueField(json, explanation.place());
        json.writeArrayFieldStart("candidates");
        for (Activity.Candidate candidate : explanation.candidates()) {
            json.writeStartObject();
            Views.person(json, "agent", candidate.agent());
            json.writeNumberField("active", candidate.active());
            json.writeNumberField("maxActiveChats", candidate.maxActiveChats());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("excluded");
        for (AgentSelection.Excluded excluded : explanation.excluded()) write(json, excluded);
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, AgentSelection.Excluded excluded) throws IOException {
        StaffMember member = excluded.member();
        String code = code(excluded.reason());
        Map<String, Integer> load = Map.of("active", member.active(), "most", member.most());
        json.writeStartObject();
        Views.person(json, "agent", member.person());
        json.writeStringField("code", code);
        json.writeStringField("reason", Texts.SHIPPED.render("exclusion." + code, Texts.FALLBACK, load));
        json.writeNumberField("active", member.active());
        json.writeNumberField("maxActiveChats", member.most());
        json.writeEndObject();
    }

    private static String summary(Explanation.Why why) {
        Map<String, Object> parameters = new HashMap<>();
        if (why.agent() != null) parameters.put("agent", why.agent().name());
        parameters.put("count", why.count());
        return Texts.SHIPPED.render("routing." + code(why.code()), Texts.FALLBACK, parameters);
    }

    private static String code(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
