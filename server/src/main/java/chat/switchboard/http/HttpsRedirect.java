package chat.switchboard.http;

import chat.switchboard.http.api.Problem;
import chat.switchboard.http.api.Problems;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.socketio.engine.Origin;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// A port for plain HTTP that leads to https and does nothing else.
///
/// @param port 0 takes a free one
/// @param to the public address; without it, the host that was asked
public record HttpsRedirect(int port, Optional<Origin> to) {

    /// Answers 308, which keeps method and body, to the same path; never to where the request's target points.
    ///
    /// @param httpsPort of this server
    void answer(HttpServerRequest request, int httpsPort) {
        request.response().putHeader("Connection", "close");
        to.or(() -> asked(request, httpsPort)).ifPresentOrElse(target -> lead(request, target), () -> refuse(request));
    }

    private static void lead(HttpServerRequest request, Origin target) {
        String path = request.uri().startsWith("/") ? request.uri() : "/";
        request.response()
                .setStatusCode(308)
                .putHeader("Location", target + path)
                .end();
    }

    private static void refuse(HttpServerRequest request) {
        Refusal refusal = Refusal.of(Code.VALIDATION_FAILED, "Host is missing or malformed.");
        Problems.answer(request, Problem.of(refusal).withStatus(400));
    }

    private static Optional<Origin> asked(HttpServerRequest request, int httpsPort) {
        return Optional.ofNullable(request.getHeader("Host"))
                .flatMap(host -> Origin.of("http://" + host))
                .map(asked -> new Origin("https", asked.host(), httpsPort));
    }
}
