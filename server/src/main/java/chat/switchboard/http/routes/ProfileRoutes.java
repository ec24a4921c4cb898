package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;
import static chat.switchboard.http.api.Route.stepUp;

import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Notice;
import chat.switchboard.identity.OwnAccount;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// What people do with their own account.
final class ProfileRoutes {
    private final OwnAccount own;

    private record Edit(String name, String avatarColor, String language) {
        Account.Profile asProfile() {
            return new Account.Profile(
                    name, avatarColor == null ? null : avatarColor.toLowerCase(Locale.ROOT), language);
        }
    }

    private record ChangePassword(String password, String newPassword, String totp) {}

    private record Enroll(String code) {}

    private record Cursor(UUID id) {}

    ProfileRoutes(OwnAccount own) {
        this.own = own;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "editMe", direct(this::edit),
                "changeMyPassword", direct(this::changePassword),
                "enrollSecondFactor", direct(this::enroll),
                "removeMySecondFactor",
                        stepUp(direct(
                                request -> nothing(own.removeSecondFactor(request.principal(), request.origin())))),
                "renewRecoveryCodes", stepUp(direct(this::renewRecoveryCodes)),
                "listMySessions", direct(this::listSessions),
                "endMySession",
                        direct(request -> nothing(own.endSession(request.principal(), request.origin(), request.id()))),
                "listMyNotices", direct(this::listNotices),
                "dismissMyNotice", direct(request -> nothing(own.dismissNotice(request.principal(), request.id()))));
    }

    private Outcome<ApiResponse> edit(ApiRequest request) {
        return own.edit(
                        request.principal(),
                        request.origin(),
                        request.body(Edit.class).asProfile())
                .map(standing -> ApiResponse.ok(json -> MeView.write(json, request.principal(), standing)));
    }

    private Outcome<ApiResponse> changePassword(ApiRequest request) {
        var given = request.body(ChangePassword.class);
        var proof = new OwnAccount.Proof(given.password, given.totp, SessionRoutes.client(request));
        return nothing(own.changePassword(request.principal(), request.origin(), proof, given.newPassword));
    }

    private Outcome<ApiResponse> enroll(ApiRequest request) {
        String code = request.body(Enroll.class).code;
        if (code != null)
            return own.enroll(request.principal(), request.origin(), code).map(codes -> codes(200, codes));
        return own.beginEnrollment(request.principal())
                .map(begun -> ApiResponse.created(json -> {
                    json.writeStartObject();
                    json.writeStringField("secret", begun.secret());
                    json.writeStringField("uri", begun.uri());
                    json.writeEndObject();
                }));
    }

    private Outcome<ApiResponse> renewRecoveryCodes(ApiRequest request) {
        return own.renewRecoveryCodes(request.principal(), request.origin()).map(codes -> codes(201, codes));
    }

    private Outcome<ApiResponse> listSessions(ApiRequest request) {
        int limit = request.number("limit");
        return cursor(request)
                .then(cursor -> own.sessions(request.principal(), cursor.id, limit + 1))
                .map(found -> page(found, limit, ProfileRoutes::write, OwnAccount.OwnSession::id));
    }

    private Outcome<ApiResponse> listNotices(ApiRequest request) {
        int limit = request.number("limit");
        return cursor(request)
                .then(cursor -> own.notices(request.principal(), cursor.id, limit + 1))
                .map(found -> page(found, limit, ProfileRoutes::write, Notice::id));
    }

    /// Both lists are ordered by their ids.
    private static Outcome<Cursor> cursor(ApiRequest request) {
        try {
            return Outcome.done(new Cursor(request.uuid("cursor")));
        } catch (IllegalArgumentException _) {
            return Outcome.refused(Refusal.invalid("cursor", Refusal.Reason.NOT_A_CURSOR));
        }
    }

    private static <T> ApiResponse page(List<T> found, int limit, Page.View<T> view, Function<T, UUID> id) {
        if (found.size() <= limit) return Page.of(found, view);
        List<T> page = found.subList(0, limit);
        return Page.of(page, view, id.apply(page.getLast()).toString());
    }

    private static ApiResponse codes(int status, List<String> codes) {
        return ApiResponse.of(status, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("recoveryCodes");
            for (String code : codes) json.writeString(code);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, OwnAccount.OwnSession session) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", session.id().toString());
        json.writeBooleanField("current", session.current());
        json.writeStringField("device", session.device());
        json.writeStringField("network", session.network());
        json.writeStringField("createdAt", Json.time(session.createdAt()));
        json.writeStringField("lastUsedAt", Json.time(session.lastUsedAt()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Notice notice) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", notice.id().toString());
        json.writeStringField("event", notice.event().wireName());
        json.writeStringField("at", Json.time(notice.at()));
        json.writeObjectFieldStart("parameters");
        for (Map.Entry<String, Object> parameter : notice.parameters().entrySet()) {
            if (parameter.getValue() instanceof Number number)
                json.writeNumberField(parameter.getKey(), number.intValue());
            else json.writeStringField(parameter.getKey(), parameter.getValue().toString());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static Outcome<ApiResponse> nothing(Outcome<?> done) {
        return done.map(_ -> ApiResponse.nothing());
    }
}
