package chat.switchboard.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/// Pages of other origins that may call the API. Only those the operator names; the widget needs none of it, its
/// frame is of this origin. Cookies are never allowed along.
final class Cors {
    private final Set<String> allowed;

    /// @param allowed origins; `*` for any
    Cors(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /// Says who may read the answer; answers the browser's question that comes before some requests, and is then true.
    boolean isAnswered(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null || !(allowed.contains("*") || allowed.contains(origin))) return false;
        request.response()
                .putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Access-Control-Expose-Headers", "Retry-After, WWW-Authenticate")
                .putHeader("Vary", "Origin");
        if (request.method() != HttpMethod.OPTIONS) return false;
        request.response()
                .putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type")
                .putHeader("Access-Control-Max-Age", "7200")
                .setStatusCode(204)
                .end();
        return true;
    }
}
