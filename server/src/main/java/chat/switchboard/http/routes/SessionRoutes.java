package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.http.api.Api;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Route;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Customer;
import chat.switchboard.identity.Identity;
import chat.switchboard.identity.OwnAccount;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.socketio.engine.Origins;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who is talking.
final class SessionRoutes {
    private static final String SESSION_COOKIE = "switchboard_session";
    private static final Refusal FOREIGN_PAGE =
            Refusal.of(Refusal.Code.FORBIDDEN, "Only pages of this server may refresh a session.");

    private final Identity identity;
    private final boolean https;
    private final Origins origins;
    private final Clock clock;

    private record LogIn(String email, String password, String totp) {}

    private record StepUp(String password, String totp) {}

    /// @param https whether cookies may say `Secure`
    SessionRoutes(Identity identity, boolean https, Origins origins, Clock clock) {
        this.identity = identity;
        this.https = https;
        this.origins = origins;
        this.clock = clock;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "createCustomerSession", direct(this::createCustomerSession),
                "createSession", direct(this::createSession),
                "refreshSession", direct(this::refreshSession),
                "stepUpCurrentSession", direct(this::stepUp),
                "deleteCurrentSession", direct(this::deleteCurrentSession),
                "getMe", direct(this::getMe));
    }

    private Outcome<ApiResponse> createCustomerSession(ApiRequest request) {
        var profile = request.body(Customer.Profile.class);
        return session(request, profile).map(session -> ApiResponse.created(json -> write(json, session)));
    }

    private Outcome<Customer.Session> session(ApiRequest request, Customer.Profile profile) {
        if (request.principal() == null) return identity.openCustomerSession(profile, request.address());
        return request.actor() instanceof Actor.Customer known
                ? identity.renewCustomerSession(known, profile, request.address())
                : Outcome.refused(Refusal.of(Refusal.Code.FORBIDDEN, "An account cannot become a customer. Log out."));
    }

    private Outcome<ApiResponse> createSession(ApiRequest request) {
        var given = request.body(LogIn.class);
        var credentials = new Account.Credentials(given.email, given.password, given.totp, client(request));
        return identity.logIn(credentials).map(this::begun);
    }

    private Outcome<ApiResponse> refreshSession(ApiRequest request) {
        if (isForeign(request.http())) return Outcome.refused(FOREIGN_PAGE);
        return request.cookie(SESSION_COOKIE)
                .map(token -> identity.refresh(token, client(request)))
                .orElse(Outcome.refused(Refusal.unauthenticated()))
                .map(this::begun);
    }

    private Outcome<ApiResponse> deleteCurrentSession(ApiRequest request) {
        identity.logOut(request.principal(), request.address());
        return Outcome.done(ApiResponse.nothing().with(List.of(cookie(SESSION_COOKIE, "", Duration.ZERO))));
    }

    private Outcome<ApiResponse> getMe(ApiRequest request) {
        if (request.actor() instanceof Actor.Customer)
            return Outcome.done(ApiResponse.ok(json -> MeView.write(json, request.principal())));
        return identity.ownAccount()
                .find(request.principal())
                .map(standing -> ApiResponse.ok(json -> MeView.write(json, request.principal(), standing)));
    }

    private Outcome<ApiResponse> stepUp(ApiRequest request) {
        var given = request.body(StepUp.class);
        var proof = new OwnAccount.Proof(given.password, given.totp, client(request));
        return identity.ownAccount().stepUp(request.principal(), proof).map(_ -> ApiResponse.nothing());
    }

    /// `SameSite` keeps the cookie from other sites, but a site has many origins. Pages cannot write either header.
    private boolean isForeign(HttpServerRequest request) {
        return request.getHeader("Origin") != null
                && !"same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                && !origins.isOwn(request);
    }

    static Account.Client client(ApiRequest request) {
        String device = request.cookie(Api.DEVICE_COOKIE).orElse(null);
        return new Account.Client(request.address(), request.http().getHeader("User-Agent"), device);
    }

    ApiResponse begun(Account.Session session) {
        List<Cookie> cookies = new ArrayList<>();
        cookies.add(cookie(SESSION_COOKIE, session.refreshToken(), session.refreshExpiresAt()));
        Account.Device device = session.device();
        // Also for changes of the password and for links: strangers' guesses must not hold their owner back.
        if (device != null)
            cookies.add(cookie(Api.DEVICE_COOKIE, device.token(), device.expiresAt())
                    .setPath(Api.ROOT));
        return ApiResponse.created(json -> {
                    json.writeStartObject();
                    json.writeFieldName("account");
                    AccountView.write(json, session.account());
                    writeToken(json, session.token(), session.expiresAt());
                })
                .with(cookies);
    }

    private Cookie cookie(String name, String value, Instant end) {
        return cookie(name, value, Duration.between(clock.instant(), end));
    }

    /// Sent back to the paths that need it only, and by pages of this site only.
    private Cookie cookie(String name, String value, Duration lifetime) {
        return Cookie.cookie(name, value)
                .setPath(Api.ROOT + "/sessions")
                .setHttpOnly(true)
                .setSecure(https)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(lifetime.toSeconds());
    }

    private static void write(JsonGenerator json, Customer.Session session) throws IOException {
        Customer customer = session.customer();
        json.writeStartObject();
        json.writeObjectFieldStart("customer");
        json.writeStringField("id", customer.id().toString());
        json.writeStringField("name", customer.name());
        json.writeStringField("kind", "customer");
        json.writeStringField("email", customer.email());
        json.writeStringField("locale", customer.locale());
        json.writeEndObject();
        writeToken(json, session.token(), session.expiresAt());
    }

    private static void writeToken(JsonGenerator json, String token, Instant expiresAt) throws IOException {
        json.writeStringField("token", token);
        json.writeStringField("expiresAt", Json.time(expiresAt));
        json.writeEndObject();
    }
}
