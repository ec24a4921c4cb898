package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;
import static chat.switchboard.http.api.Route.staff;

import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Identity;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.presence.Arrival;
import chat.switchboard.presence.Presence;
import chat.switchboard.presence.StaffMember;
import chat.switchboard.presence.Status;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who of the staff is here.
final class PresenceRoutes {
    private final Presence presence;
    private final Identity identity;

    PresenceRoutes(Presence presence, Identity identity) {
        this.presence = presence;
        this.identity = identity;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listAgents", staff(this::agents),
                "heartbeat", staff(staff -> arrival(presence.heartbeat(staff))),
                "setPresence", direct(this::setPresence));
    }

    private ApiResponse agents(Actor.Staff staff) {
        Map<UUID, StaffMember> here =
                presence.staff().stream().collect(Collectors.toMap(StaffMember::id, Function.identity()));
        List<Account> accounts = identity.staff(staff).stream()
                .filter(account -> here.containsKey(account.id()))
                .toList();
        return Page.of(accounts, (json, account) -> AccountView.writeColleague(json, account, here.get(account.id())));
    }

    private Outcome<ApiResponse> setPresence(ApiRequest request) {
        Status status = request.body(Requests.SetPresence.class).asStatus();
        return request.staff().map(staff -> arrival(presence.set(staff, status)));
    }

    private static ApiResponse arrival(Arrival arrival) {
        return ApiResponse.object(json -> Views.arrivalFields(json, arrival));
    }
}
