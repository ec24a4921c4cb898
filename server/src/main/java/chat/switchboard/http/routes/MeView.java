package chat.switchboard.http.routes;

import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.OwnAccount;
import chat.switchboard.identity.Principal;
import chat.switchboard.kernel.Actor;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// The actor behind a token as JSON.
final class MeView {
    private MeView() {}

    /// A customer, of whom the token says everything.
    static void write(JsonGenerator json, Principal principal) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", ApiRequest.personId(principal.actor()).toString());
        json.writeStringField("name", ((Actor.Requester) principal.actor()).name());
        end(json, principal);
    }

    static void write(JsonGenerator json, Principal principal, OwnAccount.Standing standing) throws IOException {
        Account account = standing.account();
        json.writeStartObject();
        json.writeStringField("id", account.id().toString());
        json.writeStringField("name", account.name());
        json.writeStringField("email", account.email());
        json.writeStringField("avatarColor", account.avatarColor());
        json.writeStringField("language", account.language());
        json.writeBooleanField("secondFactor", account.secondFactor());
        json.writeBooleanField("secondFactorRequired", standing.secondFactorRequired());
        json.writeStringField(
                "steppedUpUntil", standing.steppedUpUntil() == null ? null : Json.time(standing.steppedUpUntil()));
        if (principal.actor() instanceof Actor.Agent agent)
            AccountView.write(json, "departmentIds", agent.departmentIds());
        end(json, principal);
    }

    private static void end(JsonGenerator json, Principal principal) throws IOException {
        json.writeStringField("role", principal.actor().type());
        json.writeStringField("expiresAt", Json.time(principal.expiresAt()));
        json.writeEndObject();
    }
}
