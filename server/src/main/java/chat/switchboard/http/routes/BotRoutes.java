package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.admin;

import chat.switchboard.bot.BotReports;
import chat.switchboard.bot.Decided;
import chat.switchboard.bot.EntryRef;
import chat.switchboard.bot.Figures;
import chat.switchboard.bot.Trial;
import chat.switchboard.bot.UnansweredGroup;
import chat.switchboard.conversation.Message.Metadata.Option;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// What admins see of the bot's work.
final class BotRoutes {
    private final BotReports reports;

    private record Try(String text, Boolean online) {}

    private record Question(UUID conversationId, int seq) {}

    private record Dismissal(List<Question> questions) {}

    BotRoutes(BotReports reports) {
        this.reports = reports;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "getBotFigures", admin(this::figures),
                "listUnansweredQuestions", admin(this::unanswered),
                "dismissQuestions", admin(this::dismiss),
                "tryBot", admin((_, request) -> Outcome.done(tried(request))),
                "listBotDecisions", admin(this::decisions));
    }

    private Outcome<ApiResponse> figures(Actor.Admin admin, ApiRequest request) {
        Figures figures = reports.figures(admin, time(request, "from"), time(request, "to"));
        return Outcome.done(ApiResponse.object(json -> write(json, figures)));
    }

    private static Instant time(ApiRequest request, String name) {
        String text = request.text(name);
        return text == null ? null : Instant.parse(text);
    }

    private Outcome<ApiResponse> unanswered(Actor.Admin admin, ApiRequest request) {
        List<UnansweredGroup> groups = reports.unanswered(admin, request.number("limit"));
        return Outcome.done(Page.of(groups, BotRoutes::write, null));
    }

    private Outcome<ApiResponse> dismiss(Actor.Admin admin, ApiRequest request) {
        reports.dismiss(
                admin,
                request.body(Dismissal.class).questions.stream()
                        .map(each -> Map.entry(each.conversationId, each.seq))
                        .toList());
        return Outcome.done(ApiResponse.nothing());
    }

    private ApiResponse tried(ApiRequest request) {
        Try asked = request.body(Try.class);
        Trial trial = reports.trial(asked.text, asked.online);
        return ApiResponse.object(json -> write(json, trial));
    }

    private Outcome<ApiResponse> decisions(Actor.Admin admin, ApiRequest request) {
        return reports.decisions(admin, request.text("cursor"), request.number("limit"))
                .map(page -> Page.of(page.items(), BotRoutes::write, page.nextCursor()));
    }

    private static void write(JsonGenerator json, Figures figures) throws IOException {
        json.writeNumberField("conversations", figures.conversations());
        json.writeNumberField("answered", figures.answered());
        json.writeNumberField("handedOff", figures.handedOff());
        json.writeNumberField("helped", figures.helped());
        json.writeNumberField("notHelped", figures.notHelped());
        number(json, "deflectionRate", figures.deflectionRate());
        json.writeArrayFieldStart("entries");
        for (Figures.OfEntry each : figures.entries()) {
            json.writeStartObject();
            entry(json, each.entry());
            json.writeNumberField("answered", each.answered());
            json.writeNumberField("suggested", each.suggested());
            json.writeNumberField("helped", each.helped());
            json.writeNumberField("notHelped", each.notHelped());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Trial trial) throws IOException {
        json.writeStringField("language", trial.language());
        json.writeStringField("mood", trial.mood());
        json.writeStringField("intent", trial.intent());
        json.writeBooleanField("wantsPerson", trial.wantsPerson());
        json.writeBooleanField("offTopic", trial.offTopic());
        json.writeStringField("outcome", code(trial.outcome()));
        json.writeStringField("reason", code(trial.reason()));
        json.writeArrayFieldStart("candidates");
        for (Trial.Candidate candidate : trial.candidates()) {
            json.writeStartObject();
            entry(json, candidate.entry());
            json.writeNumberField("score", candidate.score());
            json.writeStringField("phrasing", candidate.phrasing());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("answersFrom", trial.answersFrom());
        json.writeNumberField("suggestsFrom", trial.suggestsFrom());
        json.writeStringField("content", trial.content());
        json.writeArrayFieldStart("options");
        for (Option option : trial.options()) {
            json.writeStartObject();
            json.writeStringField("value", option.value());
            json.writeStringField("label", option.label());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, UnansweredGroup group) throws IOException {
        json.writeStartObject();
        json.writeStringField("question", group.question());
        json.writeStringField("language", group.language());
        json.writeNumberField("count", group.count());
        json.writeStringField("lastAskedAt", Json.time(group.lastAskedAt()));
        if (group.nearest() == null) json.writeNullField("nearest");
        else {
            json.writeObjectFieldStart("nearest");
            entry(json, group.nearest().entry());
            json.writeNumberField("score", group.nearest().score());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("questions");
        for (UnansweredGroup.Unanswered each : group.questions()) {
            json.writeStartObject();
            Views.idField(json, each.conversationId());
            json.writeNumberField("seq", each.seq());
            json.writeStringField("content", each.content());
            json.writeStringField("language", each.language());
            json.writeStringField("askedAt", Json.time(each.askedAt()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Decided decided) throws IOException {
        json.writeStartObject();
        Views.idField(json, decided.place().conversationId());
        json.writeNumberField("seq", decided.place().seq());
        json.writeStringField("at", Json.time(decided.place().at()));
        json.writeStringField("outcome", decided.outcome());
        json.writeStringField("reason", decided.reason());
        Views.person(json, "entry", decided.entry());
        number(json, "score", decided.score());
        Views.person(json, "runnerUp", decided.runnerUp());
        number(json, "runnerUpScore", decided.runnerUpScore());
        json.writeStringField("language", decided.language());
        json.writeStringField("mood", decided.mood());
        json.writeStringField("intent", decided.intent());
        json.writeEndObject();
    }

    private static void entry(JsonGenerator json, EntryRef entry) throws IOException {
        json.writeObjectFieldStart("entry");
        json.writeStringField("id", entry.id().toString());
        json.writeStringField("slug", entry.slug());
        json.writeStringField("question", entry.question());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, Double value) throws IOException {
        if (value == null) json.writeNullField(name);
        else json.writeNumberField(name, value);
    }

    private static String code(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
