package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.admin;
import static chat.switchboard.http.api.Route.stepUp;

import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Identity;
import chat.switchboard.identity.Invite;
import chat.switchboard.identity.People;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// What admins decide about accounts.
final class AccountRoutes {
    private final Identity identity;
    private final People people;
    /// Where people reach this server.
    private final Function<ApiRequest, String> address;

    private record Create(
            String email,
            String name,
            String role,
            String password,
            Integer maxActiveChats,
            Set<UUID> departmentIds,
            Set<String> languages) {
        Account.New asNew() {
            return new Account.New(
                    email,
                    name,
                    Account.Role.of(role),
                    departmentIds == null ? Set.of() : departmentIds,
                    languages == null ? Set.of() : languages,
                    maxActiveChats == null ? Account.New.USUAL_CHATS : maxActiveChats,
                    password);
        }
    }

    private record Edit(
            String email,
            String name,
            String role,
            Integer maxActiveChats,
            Set<UUID> departmentIds,
            Set<String> languages,
            Boolean active,
            Integer expectedVersion) {
        Account.Changes asChanges() {
            return new Account.Changes(
                    email,
                    name,
                    role == null ? null : Account.Role.of(role),
                    maxActiveChats,
                    departmentIds,
                    languages,
                    active,
                    expectedVersion);
        }
    }

    AccountRoutes(Identity identity, Function<ApiRequest, String> address) {
        this.identity = identity;
        this.people = identity.people();
        this.address = address;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listAccounts", admin(this::list),
                "createAccount", stepUp(admin(this::create)),
                "getAccount",
                        admin((admin, request) ->
                                people.find(admin, request.id()).map(AccountRoutes::ok)),
                "editAccount", admin(this::edit),
                "deleteAccount",
                        stepUp(admin(
                                (admin, request) -> nothing(people.delete(admin, request.origin(), request.id())))),
                "inviteAccount",
                        stepUp(admin((admin, request) ->
                                link(people.invite(admin, request.origin(), request.id()), request))),
                "resetPassword",
                        stepUp(admin((admin, request) ->
                                link(people.resetPassword(admin, request.origin(), request.id()), request))),
                "endSessionsOfAccount",
                        admin((admin, request) -> nothing(people.endSessions(admin, request.origin(), request.id()))),
                "removeSecondFactorOfAccount",
                        stepUp(admin((admin, request) ->
                                nothing(people.removeSecondFactor(admin, request.origin(), request.id())))));
    }

    private Outcome<ApiResponse> list(Actor.Admin admin, ApiRequest request) {
        String role = request.text("role");
        var filter = new Account.Filter(
                request.text("q"),
                role == null ? null : Account.Role.of(role),
                request.flag("active"),
                request.uuid("department"));
        return people.list(admin, filter, request.text("cursor"), request.number("limit"))
                .map(page -> Page.of(page.accounts(), AccountView::write, page.nextCursor()));
    }

    private Outcome<ApiResponse> create(Actor.Admin admin, ApiRequest request) {
        return people.create(admin, request.origin(), request.body(Create.class).asNew())
                .map(created -> ApiResponse.created(json -> {
                    json.writeStartObject();
                    AccountView.writeFields(json, created.account());
                    json.writeFieldName("invite");
                    if (created.invite() == null) json.writeNull();
                    else write(json, created.invite(), request);
                    json.writeEndObject();
                }));
    }

    private Outcome<ApiResponse> edit(Actor.Admin admin, ApiRequest request) {
        Edit edit = request.body(Edit.class);
        boolean hasToStepUp = edit.role != null || edit.email != null;
        if (hasToStepUp && !identity.ownAccount().hasSteppedUp(request.principal()))
            return Outcome.refused(Refusal.of(Refusal.Code.FORBIDDEN, Refusal.Reason.STEP_UP_REQUIRED));
        return people.edit(admin, request.origin(), request.id(), edit.asChanges())
                .map(AccountRoutes::ok);
    }

    private Outcome<ApiResponse> link(Outcome<Invite.Link> made, ApiRequest request) {
        return made.map(link -> ApiResponse.created(json -> write(json, link, request)));
    }

    /// The token is behind `#`: browsers send that part to nobody.
    private void write(JsonGenerator json, Invite.Link link, ApiRequest request) throws IOException {
        json.writeStartObject();
        json.writeStringField("link", address.apply(request) + "/dashboard/invite#" + link.token());
        json.writeStringField("expiresAt", Json.time(link.expiresAt()));
        json.writeEndObject();
    }

    private static ApiResponse ok(Account account) {
        return ApiResponse.ok(json -> AccountView.write(json, account));
    }

    private static Outcome<ApiResponse> nothing(Outcome<Account> done) {
        return done.map(_ -> ApiResponse.nothing());
    }
}
