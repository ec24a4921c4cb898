package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.admin;
import static chat.switchboard.http.api.Route.direct;
import static chat.switchboard.http.api.Route.stepUp;

import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.identity.SiteSecrets;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.queue.Availability;
import chat.switchboard.site.Site;
import chat.switchboard.site.SiteChange;
import chat.switchboard.site.Sites;
import chat.switchboard.texts.TextTemplates;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The sites of the desk, and what their widgets need to know.
final class SiteRoutes {
    /// Short, so that a change is seen soon; long enough for a page that is opened again.
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Sites sites;
    private final SiteSecrets secrets;
    private final Supplier<Availability> availability;
    private final TextTemplates templates;

    private record Greeting(JsonNode en, JsonNode ur) {
        Site.Greeting asGreeting() {
            return new Site.Greeting(text(en), text(ur));
        }

        /// Null where nothing was said; empty where it is taken away.
        private static String text(JsonNode said) {
            if (said == null) return null;
            return said.isNull() ? "" : said.textValue();
        }
    }

    private record Fields(String name, String email, String phone, String category) {
        Site.Fields asFields() {
            return new Site.Fields(field(name), field(email), field(phone), field(category));
        }

        private static Site.Field field(String said) {
            return said == null ? null : Site.Field.of(said);
        }
    }

    private record Rotation(Boolean endPrevious) {}

    private record Draft(
            String key,
            String name,
            List<String> allowedOrigins,
            String color,
            JsonNode logo,
            String position,
            List<String> languages,
            Greeting greeting,
            Fields fields,
            Boolean preChat,
            String outOfHours,
            Boolean typingPreview,
            Boolean bot,
            Boolean active,
            Integer expectedVersion) {
        SiteChange asChange() {
            return new SiteChange(
                    name,
                    allowedOrigins,
                    color,
                    logo == null ? null : logo.textValue(),
                    logo != null && logo.isNull(),
                    position == null ? null : Site.Position.of(position),
                    languages,
                    greeting == null ? null : greeting.asGreeting(),
                    fields == null ? null : fields.asFields(),
                    preChat,
                    outOfHours == null ? null : Site.OutOfHours.of(outOfHours),
                    typingPreview,
                    bot,
                    active);
        }
    }

    SiteRoutes(Sites sites, SiteSecrets secrets, Supplier<Availability> availability, TextTemplates templates) {
        this.sites = sites;
        this.secrets = secrets;
        this.availability = availability;
        this.templates = templates;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listSites", admin(this::list),
                "createSite", admin(this::create),
                "getSite", admin((by, request) -> sites.find(by, request.id()).map(SiteRoutes::ok)),
                "editSite", admin(this::edit),
                "deleteSite",
                        admin((by, request) ->
                                sites.delete(by, request.id(), request.origin()).map(_ -> ApiResponse.nothing())),
                "rotateIdentitySecret", stepUp(admin(this::rotate)),
                "getWidgetSettings", direct(this::widgetSettings));
    }

    private Outcome<ApiResponse> list(Actor.Admin admin, ApiRequest request) {
        int limit = request.number("limit");
        UUID after;
        try {
            String cursor = request.text("cursor");
            after = cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            return Outcome.refused(Refusal.invalid("cursor", Refusal.Reason.NOT_A_CURSOR));
        }
        List<Site> page = sites.page(admin, after, limit + 1);
        boolean more = page.size() > limit;
        List<Site> items = more ? page.subList(0, limit) : page;
        String next = more ? items.getLast().id().toString() : null;
        return Outcome.done(Page.of(items, SiteView::write, next));
    }

    private Outcome<ApiResponse> create(Actor.Admin admin, ApiRequest request) {
        Draft draft = request.body(Draft.class);
        return sites.create(admin, draft.key, draft.asChange(), request.origin())
                .map(site -> ApiResponse.created(json -> SiteView.write(json, site)));
    }

    private Outcome<ApiResponse> edit(Actor.Admin admin, ApiRequest request) {
        Draft draft = request.body(Draft.class);
        return sites.edit(admin, request.id(), draft.asChange(), draft.expectedVersion, request.origin())
                .map(SiteRoutes::ok);
    }

    private Outcome<ApiResponse> rotate(Actor.Admin admin, ApiRequest request) {
        boolean atOnce = Boolean.TRUE.equals(request.body(Rotation.class).endPrevious);
        return secrets.rotate(admin, request.id(), atOnce, request.origin())
                .map(made -> ApiResponse.created(json -> {
                    json.writeStartObject();
                    json.writeStringField("secret", made.secret());
                    json.writeStringField(
                            "previousValidUntil",
                            made.previousValidUntil() == null ? null : Json.time(made.previousValidUntil()));
                    json.writeEndObject();
                }));
    }

    private Outcome<ApiResponse> widgetSettings(ApiRequest request) {
        Optional<Site> site = sites.active(request.text("siteKey"));
        if (request.text("format").equals("module")) return Outcome.done(module(site, request));
        return site.map(found -> Outcome.done(ApiResponse.ok(settings(found)).keptFor(KEPT, request.http())))
                .orElse(Outcome.refused(Refusal.notFound()));
    }

    /// For the button on a page. A missing site is an answer too: an import that fails does not say why.
    private ApiResponse module(Optional<Site> site, ApiRequest request) {
        site.ifPresent(found -> sites.noteSeen(found, request.text("page")));
        return ApiResponse.module(site.map(this::settings).orElse(JsonGenerator::writeNull))
                .keptFor(KEPT, request.http());
    }

    private Json.Part settings(Site site) {
        Availability now = availability.get();
        var view = new SiteView.ForWidget(
                sites.sendsPreviews(site), now.online() || now.bot() && site.bot(), templates::ownForWidgets);
        return json -> SiteView.writeForWidget(json, site, view);
    }

    private static ApiResponse ok(Site site) {
        return ApiResponse.ok(json -> SiteView.write(json, site));
    }
}
