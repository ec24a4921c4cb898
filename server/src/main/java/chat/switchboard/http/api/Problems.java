package chat.switchboard.http.api;

import chat.switchboard.texts.Texts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/// Writes problems.
public final class Problems {
    private Problems() {}

    /// Call on the request's event loop, before anything was answered.
    public static void answer(HttpServerRequest request, Problem problem) {
        HttpServerResponse response = request.response().setStatusCode(problem.status());
        if (problem.retryAfter() != null)
            response.putHeader("Retry-After", problem.retryAfter().toString());
        if (problem.status() == 401) response.putHeader("WWW-Authenticate", "Bearer realm=\"switchboard\"");
        response.putHeader("Content-Type", Problem.CONTENT_TYPE)
                .end(Buffer.buffer(problem.in(language(request)).json()));
    }

    private static String language(HttpServerRequest request) {
        return Texts.firstKnown(request.getHeader("Accept-Language"));
    }
}
