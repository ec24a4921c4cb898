package chat.switchboard.http;

import chat.switchboard.socketio.engine.Origins;
import java.nio.file.Path;
import java.util.List;

/// Where and for whom HTTP is served.
///
/// @param port 0 takes a free one
/// @param home the folder that holds `web/widget/dist` and `web/dashboard/dist`
/// @param https whether people reach this server by https, and cookies may say so
/// @param origins of pages that may call the API themselves
/// @param widgetSites origins of pages that may show the widget; `*` for any
/// @param trustedProxies how many proxies in front append to `X-Forwarded-For`
/// @param demoShop whether the demo shop is served
public record HttpSettings(
        String host,
        int port,
        Path home,
        boolean https,
        Origins origins,
        List<String> widgetSites,
        int trustedProxies,
        boolean demoShop) {}
