package chat.switchboard.socketio.engine;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.util.Set;

/// Which web pages may connect. Browsers send `Origin` and cannot lie about it; other clients need not send it.
final class Origins {
    private final Set<String> allowed;

    /// @param allowed the allow-list, or null for any
    Origins(Set<String> allowed) {
        this.allowed = allowed == null ? null : Set.copyOf(allowed);
    }

    boolean admit(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || allowed == null || allowed.contains(origin) || isOwn(origin, request.authority());
    }

    private static boolean isOwn(String origin, HostAndPort server) {
        int schemeEnd = origin.indexOf("://");
        return schemeEnd > 0
                && server != null
                && origin.substring(schemeEnd + 3).equalsIgnoreCase(server.toString());
    }

    /// The CORS headers of an answer to an admitted request. Cookies, which some balancers need to find the right
    /// server, are for listed origins only.
    void allow(HttpServerRequest request, HttpServerResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) return;
        response.putHeader("Vary", "Origin");
        response.putHeader("Access-Control-Allow-Origin", allowed == null ? "*" : origin);
        if (allowed != null) response.putHeader("Access-Control-Allow-Credentials", "true");
    }

    /// What a preflight wants to know besides.
    void allowPreflight(HttpServerRequest request, HttpServerResponse response) {
        String wanted = request.getHeader("Access-Control-Request-Headers");
        response.putHeader("Access-Control-Allow-Methods", "GET, POST");
        response.putHeader("Access-Control-Allow-Headers", wanted == null ? "Content-Type" : wanted);
        response.putHeader("Access-Control-Max-Age", "86400");
    }
}
