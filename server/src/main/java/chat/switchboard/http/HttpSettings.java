package chat.switchboard.http;

import chat.switchboard.http.api.Rates;
import chat.switchboard.http.operations.Readiness;
import chat.switchboard.http.routes.Routes;
import chat.switchboard.socketio.engine.Origins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where and for whom HTTP is served.
///
/// @param port 0 takes a free one
/// @param home the folder that holds `web/widget/dist` and `web/dashboard/dist`
/// @param https whether people reach this server by https, and cookies may say so
/// @param origins of pages that may call the API themselves
/// @param widgetSites origins of pages that may show the widget; `*` for any
/// @param trustedProxies how many proxies in front append to `X-Forwarded-For`
/// @param demoShop whether the demo shop is served
/// @param managementPort for health and metrics alone, which are then not on the other; 0 takes a free one
/// @param disk watched for free space
/// @param tls without it, plain HTTP is spoken
/// @param redirect a second port that leads to https
public record HttpSettings(
        String host,
        int port,
        Path home,
        boolean https,
        Origins origins,
        List<String> widgetSites,
        int trustedProxies,
        boolean demoShop,
        Optional<Integer> managementPort,
        Optional<Readiness.Disk> disk,
        Limits limits,
        Optional<TlsFiles> tls,
        Optional<HttpsRedirect> redirect) {

    /// @param connectionsPerAddress TCP connections of one network address, where no proxy stands in front
    /// @param headTime longest time for request line and header fields
    /// @param bodyTime longest time for a body
    /// @param unfinishedBodies bytes of all bodies that have arrived in part
    /// @param importBody largest body that brings a file, in bytes
    /// @param socketBody largest body on the sockets' path, in bytes
    public record Limits(
            int connectionsPerAddress,
            Duration headTime,
            Duration bodyTime,
            int unfinishedBodies,
            int importBody,
            int socketBody,
            Supplier<Rates.PerMinute> rates,
            Routes.LongPolls longPolls) {}
}
