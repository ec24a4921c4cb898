package chat.switchboard.http.api;

import chat.switchboard.contract.Contract;
import chat.switchboard.contract.Contract.Access;
import chat.switchboard.identity.Identity;
import chat.switchboard.identity.Principal;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/// `/api/v1`: finds the operation, learns who asks, holds the request against the contract, and lets the route
/// answer. The event loop does no more than read bytes and check a signature; everything else is on a virtual thread.
public final class Api {
    public static final String ROOT = "/api/v1";
    /// Tells a device that has logged in before from strangers.
    public static final String DEVICE_COOKIE = "switchboard_device";
    /// Requests that do something at the same time; those that wait for news are not among them.
    private static final int MOST_AT_ONCE = 1_000;
    /// Kept free for log-ins, however busy the desk is.
    private static final int MOST_SIGN_INS_AT_ONCE = 200;
    /// Kept free for the log-ins of devices that have logged in before, however many strangers try.
    private static final int MOST_KNOWN_SIGN_INS_AT_ONCE = 50;
    private static final Refusal TOO_BUSY =
            Refusal.retryLater(Code.UNAVAILABLE, "The desk is busy. Try again in a moment.", 2);

    private static final Refusal TOO_LARGE = Refusal.of(
            Code.TOO_LARGE,
            String.format(Locale.ROOT, "A request body may have at most %d KB.", Body.MOST_BYTES / 1024));

    private final Identity identity;
    private final Resources resources;
    private final Metrics metrics;
    private final Rates rates;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Semaphore placesToSignIn = new Semaphore(MOST_SIGN_INS_AT_ONCE);
    private final Semaphore placesForKnownDevices = new Semaphore(MOST_KNOWN_SIGN_INS_AT_ONCE);

    /// @param address of whoever asks, as limits count it
    public record Arrived(String address, Buffer body) {}

    public Api(Identity identity, Contract contract, Map<String, Route> routes, Metrics metrics, Rates rates) {
        this.identity = identity;
        this.resources = new Resources(contract, routes);
        this.metrics = metrics;
        this.rates = rates;
    }

    /// Call on the event loop that brought the request.
    public void handle(HttpServerRequest request, Arrived arrived) {
        Resources.Found found = resources.find(request.path().substring(ROOT.length()));
        Endpoint endpoint = found == null ? null : found.resource().get(request.method());
        if (endpoint == null) {
            refuseUnknown(request, found);
            return;
        }
        Exchange exchange = new Exchange(request, endpoint.operation().id(), metrics);
        String operation = endpoint.operation().id();
        switch (caller(request, endpoint.operation().access())
                .then(principal -> fits(principal, arrived))
                .then(principal -> admit(principal, endpoint))) {
            case Outcome.Refused<Principal>(Refusal refusal) -> {
                if (refusal.code() == Code.UNAUTHENTICATED && ApiRequest.bearer(request) != null)
                    SecurityLog.address(Event.TOKEN_REFUSED, arrived.address, operation);
                SecurityLog.refused(refusal, null, arrived.address, operation);
                exchange.refuse(Problem.of(refusal));
            }
            case Outcome.Done<Principal>(Principal principal) -> {
                var raw = new Endpoint.Raw(request, arrived.address, principal, found.id(), arrived.body);
                onVirtualThread(exchange, entrance(request, endpoint), () -> serve(exchange, endpoint, raw));
            }
        }
    }

    /// Whether the body may be as large as a file: by somebody who may bring one, to where one is taken. A token that
    /// is not good is refused, so that whoever has to get another one learns that. Does not block.
    public Outcome<Boolean> bringsFile(HttpRequest head) {
        String path = head.uri().split("\\?", 2)[0];
        Resources.Found found = path.startsWith(ROOT) ? resources.find(path.substring(ROOT.length())) : null;
        Endpoint endpoint = found == null
                ? null
                : found.resource().get(HttpMethod.valueOf(head.method().name()));
        if (endpoint == null || !endpoint.operation().bringsFile()) return Outcome.done(false);
        String token = ApiRequest.bearer(head.headers().get(HttpHeaderNames.AUTHORIZATION));
        if (token == null) return Outcome.done(false);
        return identity.authenticate(token)
                .map(principal -> endpoint.operation().refuses(principal.actor()) == null);
    }

    private Semaphore entrance(HttpServerRequest request, Endpoint endpoint) {
        if (!endpoint.operation().signsIn()) return places;
        Cookie device = request.getCookie(DEVICE_COOKIE);
        return device != null && identity.isKnownDevice(device.getValue()) ? placesForKnownDevices : placesToSignIn;
    }

    /// Reading a large body is work: only for staff.
    private static Outcome<Principal> fits(Principal principal, Arrived arrived) {
        boolean isStaff = principal != null && principal.actor() instanceof Actor.Staff;
        return isStaff || arrived.body.length() <= Body.MOST_BYTES
                ? Outcome.done(principal)
                : Outcome.refused(TOO_LARGE);
    }

    private Outcome<Principal> admit(Principal principal, Endpoint endpoint) {
        if (principal == null) return Outcome.done(null);
        return rates.request(principal.actor(), endpoint.operation().reads()).map(_ -> principal);
    }

    private void serve(Exchange exchange, Endpoint endpoint, Endpoint.Raw raw) {
        switch (endpoint.read(raw)) {
            case Endpoint.Reading.Unfit(Problem problem) -> exchange.refuse(problem);
            case Endpoint.Reading.Fit(ApiRequest fit) ->
                answer(endpoint, fit).whenComplete((outcome, fault) -> {
                    if (outcome instanceof Outcome.Refused<ApiResponse>(Refusal refusal))
                        SecurityLog.refused(
                                refusal,
                                fit.principal() == null ? null : fit.actor(),
                                fit.address(),
                                endpoint.operation().id());
                    if (fault == null) exchange.answer(endpoint.encoded(outcome, raw.request()));
                    else exchange.fail(fault);
                });
        }
    }

    private CompletionStage<Outcome<ApiResponse>> answer(Endpoint endpoint, ApiRequest fit) {
        Refusal.Reason lacking = lacking(endpoint, fit.principal());
        return lacking == null
                ? endpoint.route().handle(fit)
                : CompletableFuture.completedFuture(Outcome.refused(Refusal.of(Code.FORBIDDEN, lacking)));
    }

    /// The right, or what this session has to show first; null for nothing. Whoever may not do it at all is not asked
    /// for a password.
    private Refusal.Reason lacking(Endpoint endpoint, Principal principal) {
        if (principal == null) return null;
        Refusal.Reason noRight = endpoint.operation().refuses(principal.actor());
        if (noRight != null) return noRight;
        if (!endpoint.operation().isForOneself() && identity.ownAccount().lacksSecondFactor(principal))
            return Refusal.Reason.SECOND_FACTOR_REQUIRED;
        boolean hasToStepUp = endpoint.route() instanceof Route.SteppedUp;
        return hasToStepUp && !identity.ownAccount().hasSteppedUp(principal) ? Refusal.Reason.STEP_UP_REQUIRED : null;
    }

    private static void onVirtualThread(Exchange exchange, Semaphore entrance, Runnable work) {
        if (!entrance.tryAcquire()) {
            exchange.refuse(Problem.of(TOO_BUSY));
            return;
        }
        Thread.ofVirtual().name("request").start(() -> {
            try {
                work.run();
            } catch (Throwable fault) {
                exchange.fail(fault);
            } finally {
                entrance.release();
            }
        });
    }

    /// Null for a caller who needs no token and brings none.
    private Outcome<Principal> caller(HttpServerRequest request, Access access) {
        String token = ApiRequest.bearer(request);
        return switch (access) {
            case ANYBODY -> Outcome.done(null);
            case TOKEN_WELCOME -> token == null ? Outcome.done(null) : identity.authenticate(token);
            case TOKEN_NEEDED ->
                token == null ? Outcome.refused(Refusal.unauthenticated()) : identity.authenticate(token);
        };
    }

    private void refuseUnknown(HttpServerRequest request, Resources.Found found) {
        Exchange exchange = new Exchange(request, "unknown", metrics);
        Problem problem = Problem.of(Refusal.notFound());
        if (found == null) {
            exchange.refuse(problem);
            return;
        }
        request.response().putHeader("Allow", found.resource().allowed());
        exchange.refuse(problem.withStatus(405));
    }
}
