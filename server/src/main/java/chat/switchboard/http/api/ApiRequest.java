package chat.switchboard.http.api;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.identity.Principal;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Received;
import chat.switchboard.wire.Requests;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A request that fits the contract, by somebody who is known.
///
/// @param http as it came
/// @param principal null only where the contract asks for no token
/// @param id the one in the path, or null; also where it is no UUID
/// @param key the one in the path as text, or null
/// @param query what was said, and the contract's defaults
/// @param body null only where the contract asks for none
public record ApiRequest(
        HttpServerRequest http,
        String address,
        Principal principal,
        UUID id,
        String key,
        Map<String, JsonNode> query,
        JsonNode body) {

    public Actor actor() {
        return principal.actor();
    }

    public UUID personId() {
        return personId(actor());
    }

    /// @throws IllegalStateException for the server's own actors, which no token yields
    public static UUID personId(Actor actor) {
        return switch (actor) {
            case Actor.Requester writer -> writer.id();
            case Actor.Staff staff -> staff.id();
            case Actor.Bot _, Actor.System _ -> throw new IllegalStateException("the server has no token");
        };
    }

    /// Calls `then` if the client goes away before it is answered.
    public void onGone(Runnable then) {
        if (http.response().closed()) then.run();
        else http.response().closeHandler(_ -> then.run());
    }

    /// Who asks, for the audit log.
    public AuditLog.Origin origin() {
        return principal == null
                ? new AuditLog.Origin(null, null, address)
                : new AuditLog.Origin(actor(), principal.sessionId(), address);
    }

    public Audience audience() {
        return Audience.of(actor());
    }

    public Outcome<Actor.Staff> staff() {
        return actor() instanceof Actor.Staff staff ? Outcome.done(staff) : Outcome.refused(Refusal.staffOnly());
    }

    public Outcome<Actor.Admin> admin() {
        return actor() instanceof Actor.Admin admin ? Outcome.done(admin) : Outcome.refused(Refusal.adminsOnly());
    }

    public Outcome<Actor.Requester> writer() {
        return actor() instanceof Actor.Requester writer
                ? Outcome.done(writer)
                : Outcome.refused(Refusal.of(Refusal.Code.FORBIDDEN, "Only customers and partners may do this."));
    }

    /// The body, with the path's id where the record is about one conversation.
    public <T> T body(Class<T> type) {
        ObjectNode fields = body == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) body;
        if (Requests.AboutConversation.class.isAssignableFrom(type)) fields.put("conversationId", id.toString());
        return Received.as(type, fields);
    }

    public String text(String parameter) {
        return query.containsKey(parameter) ? query.get(parameter).textValue() : null;
    }

    public Integer number(String parameter) {
        return query.containsKey(parameter) ? query.get(parameter).intValue() : null;
    }

    public Boolean flag(String parameter) {
        return query.containsKey(parameter) ? query.get(parameter).booleanValue() : null;
    }

    public Instant time(String parameter) {
        return query.containsKey(parameter)
                ? OffsetDateTime.parse(text(parameter)).toInstant()
                : null;
    }

    public UUID uuid(String parameter) {
        return query.containsKey(parameter) ? UUID.fromString(text(parameter)) : null;
    }

    public String bearer() {
        return bearer(http);
    }

    public static String bearer(HttpServerRequest request) {
        return bearer(request.getHeader("Authorization"));
    }

    /// @param header null for none
    static String bearer(String header) {
        if (header == null) return null;
        return header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : header;
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(http.getCookie(name)).map(Cookie::getValue);
    }
}
