package chat.switchboard.socketio.engine;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which web pages may call this server. Browsers send `Origin` and cannot lie about it; other clients need not send
/// it.
public final class Origins {
    private final Origin own;
    private final Set<Origin> listed;
    private final Predicate<Origin> others;
    private final Consumer<String> refused;

    /// @param own the server's public address, where it is known: its pages are the server's own, whatever a proxy
    ///     writes into `Host`
    /// @param listed other origins that may call; empty = any
    /// @param refused told of every origin that is refused, on an event loop: as browsers write it, `null`, or
    ///     `malformed`, so that it can be logged as it is
    public Origins(Optional<Origin> own, Optional<Set<Origin>> listed, Consumer<String> refused) {
        this(own, listed, _ -> false, refused);
    }

    /// @param others asked for an origin that is not listed, on an event loop: whether it may call now
    public Origins(
            Optional<Origin> own, Optional<Set<Origin>> listed, Predicate<Origin> others, Consumer<String> refused) {
        this.own = own.orElse(null);
        this.listed = listed.map(Set::copyOf).orElse(null);
        this.others = others;
        this.refused = refused;
    }

    /// Every page may call.
    public static Origins any() {
        return new Origins(Optional.empty(), Optional.empty(), _ -> {});
    }

    /// Pages of these origins may call, and the server's own.
    ///
    /// @throws java.util.NoSuchElementException for what is no origin
    public static Origins of(String... listed) {
        Set<Origin> origins =
                Arrays.stream(listed).map(Origin::of).map(Optional::orElseThrow).collect(Collectors.toSet());
        return new Origins(Optional.empty(), Optional.of(origins), _ -> {});
    }

    /// Whether the request comes from a page that may call, or from no page.
    public boolean admits(HttpServerRequest request) {
        String header = request.getHeader("Origin");
        if (header == null || listed == null) return true;
        Optional<Origin> origin = Origin.of(header);
        if (origin.filter(it -> listed.contains(it) || isOwn(it, request) || others.test(it))
                .isPresent()) return true;
        refused.accept(origin.map(Origin::toString).orElse(header.equals("null") ? header : "malformed"));
        return false;
    }

    /// Where people reach this server: its public address, or without one, the host that was asked.
    ///
    /// @param https whether by https, where there is no public address
    public Optional<Origin> address(HttpServerRequest request, boolean https) {
        if (own != null) return Optional.of(own);
        String host = request.getHeader("Host");
        return host == null ? Optional.empty() : Origin.at(https ? "https" : "http", host);
    }

    /// Whether the request comes from a page of this server: of its public address, or of the host that was asked.
    /// False where no page is named.
    public boolean isOwn(HttpServerRequest request) {
        String header = request.getHeader("Origin");
        return header != null
                && Origin.of(header).filter(origin -> isOwn(origin, request)).isPresent();
    }

    private boolean isOwn(Origin origin, HttpServerRequest request) {
        if (origin.equals(own)) return true;
        String host = request.getHeader("Host");
        // Without a port, the public name says nothing of its own: proxies write it for every port and scheme.
        if (host == null || own != null && host.equalsIgnoreCase(own.host())) return false;
        return Origin.at(origin.scheme(), host).filter(origin::equals).isPresent();
    }

    /// The CORS headers of an answer to an admitted request. Cookies, which some balancers need to find the right
    /// server, are for listed origins only.
    void allow(HttpServerRequest request, HttpServerResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) return;
        response.putHeader("Vary", "Origin");
        response.putHeader("Access-Control-Allow-Origin", listed == null ? "*" : origin);
        if (listed != null) response.putHeader("Access-Control-Allow-Credentials", "true");
    }

    /// What a preflight wants to know besides.
    void allowPreflight(HttpServerRequest request, HttpServerResponse response) {
        String wanted = request.getHeader("Access-Control-Request-Headers");
        response.putHeader("Access-Control-Allow-Methods", "GET, POST");
        response.putHeader("Access-Control-Allow-Headers", wanted == null ? "Content-Type" : wanted);
        response.putHeader("Access-Control-Max-Age", "86400");
    }
}
