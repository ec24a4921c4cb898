package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.http.api.Answer;
import chat.switchboard.http.api.Call;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.queue.AgentSelection;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.queue.Explanation;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/// Who gets the next conversation, and why.
final class QueueRoutes {
    private final ConversationQueue queue;

    private record Next(UUID departmentId) {}

    QueueRoutes(ConversationQueue queue) {
        this.queue = queue;
    }

    Map<String, Route> byOperation() {
        return Map.of("takeNext", direct(this::takeNext), "explainRouting", direct(this::explain));
    }

    private Outcome<Answer> takeNext(Call call) {
        UUID department = call.body(Next.class).departmentId();
        return call.staff()
                .then(staff -> queue.takeNext(staff, department))
                .map(taken -> Answer.object(json -> {
                    if (taken.isPresent()) Views.conversationField(json, taken.get(), null, Audience.STAFF);
                    else json.writeNullField("conversation");
                }));
    }

    private Outcome<Answer> explain(Call call) {
        return call.staff()
                .then(staff -> queue.explain(staff, call.id()))
                .map(explanation -> Answer.object(json -> write(json, explanation)));
    }

    private static void write(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeStringField("status", explanation.status());
        json.writeStringField("summary", explanation.summary());
        Views.queueField(json, explanation.place());
        json.writeArrayFieldStart("candidates");
        for (Explanation.Candidate candidate : explanation.candidates()) {
            json.writeStartObject();
            Views.person(json, "agent", candidate.agent());
            json.writeNumberField("active", candidate.active());
            json.writeNumberField("maxActiveChats", candidate.most());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("excluded");
        for (AgentSelection.Excluded excluded : explanation.excluded()) {
            json.writeStartObject();
            Views.person(json, "agent", excluded.agent());
            json.writeStringField("reason", excluded.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
