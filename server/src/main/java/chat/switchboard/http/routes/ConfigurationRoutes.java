package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.desk.Configuration;
import chat.switchboard.desk.Configured;
import chat.switchboard.desk.Draft;
import chat.switchboard.desk.Editor;
import chat.switchboard.desk.Listing;
import chat.switchboard.desk.Slice;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import java.util.function.Function;

/// What the routes of all configured objects have in common.
///
/// @param view of one object, for staff
/// @param change the body of POST and PATCH as a record
record ConfigurationRoutes<T extends Configured>(
        Configuration<T> objects, Page.View<T> view, Class<? extends Draft<T>> change) {

    /// For staff.
    ///
    /// @param only the parameter that narrows the list, or null
    Route list(String only) {
        return direct(request -> request.staff()
                .then(staff -> objects.list(staff, listing(request, only, false)))
                .map(this::page));
    }

    /// What customers may see, for anybody; with `all` everything, for staff.
    Route publicList(String only, Page.View<T> publicView) {
        return direct(request -> {
            if (!Boolean.TRUE.equals(request.flag("all")))
                return objects.list(Actor.SYSTEM, listing(request, only, true))
                        .map(slice -> Page.of(slice.items(), publicView, slice.nextCursor()));
            return request.principal() == null
                    ? Outcome.refused(Refusal.unauthenticated())
                    : list(only).handle(request).toCompletableFuture().join();
        });
    }

    Route get() {
        return direct(request -> request.staff()
                .then(staff -> objects.find(staff, request.key()))
                .map(this::ok));
    }

    Route create() {
        return write(by -> request -> objects.create(by, request.body(change))
                .map(made -> ApiResponse.created(json -> view.write(json, made))));
    }

    Route edit() {
        return write(by ->
                request -> objects.edit(by, request.key(), request.body(change)).map(this::ok));
    }

    Route delete() {
        return write(by -> request -> objects.delete(by, request.key()).map(_ -> ApiResponse.nothing()));
    }

    /// For staff, as far as the objects' own rules go.
    static Route write(Function<Editor, Function<ApiRequest, Outcome<ApiResponse>>> work) {
        return direct(request -> request.staff()
                .then(staff -> work.apply(new Editor(staff, request.origin())).apply(request)));
    }

    private ApiResponse ok(T object) {
        return ApiResponse.ok(json -> view.write(json, object));
    }

    private ApiResponse page(Slice<T> slice) {
        return Page.of(slice.items(), view, slice.nextCursor());
    }

    private static Listing listing(ApiRequest request, String only, boolean activeOnly) {
        return new Listing(
                request.text("q"),
                only == null ? null : request.text(only),
                activeOnly,
                request.text("cursor"),
                request.number("limit"));
    }
}
