package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Route;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Identity;
import chat.switchboard.identity.Invite;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.wire.Json;
import java.util.Map;
import java.util.function.Function;

/// Links by which somebody chooses a password. The path's id is the link's token.
final class InviteRoutes {
    private final Identity identity;
    private final Function<Account.Session, ApiResponse> begun;

    private record Accept(String password, String name, String totp) {}

    /// @param begun the answer to a log-in
    InviteRoutes(Identity identity, Function<Account.Session, ApiResponse> begun) {
        this.identity = identity;
        this.begun = begun;
    }

    Map<String, Route> byOperation() {
        return Map.of("acceptInvite", direct(this::accept));
    }

    private Outcome<ApiResponse> accept(ApiRequest request) {
        Accept given = request.body(Accept.class);
        if (given.password == null) return identity.invites().find(request.id()).map(InviteRoutes::shown);
        var acceptance = new Invite.Acceptance(given.password, given.name, given.totp, SessionRoutes.client(request));
        return identity.acceptInvite(request.id(), acceptance).map(begun);
    }

    private static ApiResponse shown(Invite invite) {
        return ApiResponse.object(json -> {
            json.writeStringField("purpose", invite.purpose().wireName());
            json.writeStringField("email", invite.email());
            json.writeStringField("name", invite.name());
            json.writeStringField("expiresAt", Json.time(invite.expiresAt()));
        });
    }
}
