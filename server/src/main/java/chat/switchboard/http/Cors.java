package chat.switchboard.http;

import chat.switchboard.http.api.Api;
import chat.switchboard.socketio.engine.Origins;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/// Pages of other origins that may call the API. Only those the operator or a site names; the widget needs none of it,
/// its frame is of this origin, which is always among them. What the button on a page asks for is for pages of every
/// origin. Cookies are never allowed along.
final class Cors {
    private static final String FOR_EVERY_PAGE = Api.ROOT + "/widget-settings";

    private final Origins origins;

    Cors(Origins origins) {
        this.origins = origins;
    }

    /// Says who may read the answer; answers the browser's question that comes before some requests, and is then true.
    boolean isAnswered(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) return false;
        if (request.path().equals(FOR_EVERY_PAGE)) {
            request.response().putHeader("Access-Control-Allow-Origin", "*");
            return false;
        }
        if (!origins.admits(request)) return false;
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
