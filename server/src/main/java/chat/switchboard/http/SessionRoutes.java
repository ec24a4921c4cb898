package chat.switchboard.http;

import static chat.switchboard.http.Route.direct;

import chat.switchboard.identity.Account;
import chat.switchboard.identity.Customer;
import chat.switchboard.identity.Identity;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// Who is talking.
final class SessionRoutes {
    private static final String COOKIE = "switchboard_session";

    private final Identity identity;
    private final boolean https;
    private final Clock clock;

    private record LogIn(String email, String password, String totp) {}

    /// @param https whether cookies may say `Secure`
    SessionRoutes(Identity identity, boolean https, Clock clock) {
        this.identity = identity;
        this.https = https;
        this.clock = clock;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "createCustomerSession", direct(this::createCustomerSession),
                "createSession", direct(this::createSession),
                "refreshSession", direct(this::refreshSession),
                "deleteCurrentSession", direct(this::deleteCurrentSession),
                "getMe", direct(this::getMe));
    }

    private Outcome<Answer> createCustomerSession(Call call) {
        var profile = call.body(Customer.Profile.class);
        return session(call, profile).map(session -> Answer.created(json -> write(json, session)));
    }

    private Outcome<Customer.Session> session(Call call, Customer.Profile profile) {
        if (call.principal() == null) return identity.openCustomerSession(profile, call.address());
        return call.actor() instanceof Actor.Customer known
                ? identity.renewCustomerSession(known, profile, call.address())
                : Outcome.refused(Refusal.of(Refusal.Code.FORBIDDEN, "An account cannot become a customer. Log out."));
    }

    private Outcome<Answer> createSession(Call call) {
        var given = call.body(LogIn.class);
        var credentials = new Account.Credentials(given.email, given.password, given.totp, call.address());
        return identity.logIn(credentials).map(this::begun);
    }

    private Outcome<Answer> refreshSession(Call call) {
        return call.cookie(COOKIE)
                .map(identity::refresh)
                .orElse(Outcome.refused(Refusal.unauthenticated()))
                .map(this::begun);
    }

    private Outcome<Answer> deleteCurrentSession(Call call) {
        if (call.actor() instanceof Actor.Customer)
            return Outcome.refused(Refusal.of(Refusal.Code.FORBIDDEN, "A customer has no log-in to end."));
        identity.logOut(call.principal());
        return Outcome.done(Answer.nothing().with(cookie("", Duration.ZERO)));
    }

    private Outcome<Answer> getMe(Call call) {
        return Outcome.done(Answer.ok(json -> {
            json.writeStartObject();
            switch (call.actor()) {
                case Actor.Writer writer -> writeMe(json, writer.id(), writer.name(), call.actor());
                case Actor.Staff staff -> writeMe(json, staff.id(), staff.name(), call.actor());
                case Actor.Bot _, Actor.System _ -> throw new IllegalStateException("the server has no token");
            }
            json.writeStringField("expiresAt", Json.time(call.principal().expiresAt()));
            json.writeEndObject();
        }));
    }

    private Answer begun(Account.Session session) {
        Duration lifetime = Duration.between(clock.instant(), session.refreshExpiresAt());
        return Answer.created(json -> {
                    json.writeStartObject();
                    json.writeFieldName("account");
                    AccountView.write(json, session.account());
                    writeToken(json, session.token(), session.expiresAt());
                })
                .with(cookie(session.refreshToken(), lifetime));
    }

    /// Sent back to the paths that need it only, and by pages of this site only.
    private Cookie cookie(String value, Duration lifetime) {
        return Cookie.cookie(COOKIE, value)
                .setPath(Api.ROOT + "/sessions")
                .setHttpOnly(true)
                .setSecure(https)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(lifetime.toSeconds());
    }

    private static void writeMe(JsonGenerator json, UUID id, String name, Actor actor) throws IOException {
        json.writeStringField("id", id.toString());
        json.writeStringField("name", name);
        json.writeStringField("role", actor.type());
        if (!(actor instanceof Actor.Agent agent)) return;
        json.writeArrayFieldStart("departmentIds");
        for (UUID department : agent.departmentIds()) json.writeString(department.toString());
        json.writeEndArray();
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
