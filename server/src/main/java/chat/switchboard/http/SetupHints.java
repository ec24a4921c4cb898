package chat.switchboard.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the operator which setting would change what was just refused or ignored: once for each thing, and of so
/// many things at most, so that strangers cannot fill the log.
public final class SetupHints {
    private static final Logger LOG = LoggerFactory.getLogger(SetupHints.class);
    private static final int MOST = 100;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /// @param origin nothing that would have to be escaped
    public void originRefused(String origin) {
        if (isNew(origin))
            LOG.warn(
                    "A page with the origin {} was refused. If people reach Switchboard there, set SWITCHBOARD_PUBLIC_URL to it; if it"
                            + " is a site of yours that calls the API itself, name it in a site of the desk or in SWITCHBOARD_ALLOWED_ORIGINS.",
                    origin);
    }

    /// @param trustedProxies as the operator has set it
    void forwarded(HttpServerRequest request, int trustedProxies) {
        List<String> headers = request.headers().getAll("X-Forwarded-For");
        if (headers.isEmpty()) return;
        long hops = headers.stream()
                        .flatMapToInt(String::chars)
                        .filter(c -> c == ',')
                        .count()
                + headers.size();
        if (trustedProxies == 0 && isNew("X-Forwarded-For"))
            LOG.warn(
                    "X-Forwarded-For from {} is not believed, so limits count all behind it as one client. If it is a"
                            + " proxy of yours, set SWITCHBOARD_TRUSTED_PROXIES to the number of proxies in front.",
                    request.remoteAddress().hostAddress());
        else if (hops < trustedProxies && isNew("fewer proxies"))
            LOG.warn(
                    "X-Forwarded-For from {} names fewer addresses than SWITCHBOARD_TRUSTED_PROXIES={}. Set it to the"
                            + " number of proxies in front.",
                    request.remoteAddress().hostAddress(),
                    trustedProxies);
    }

    private boolean isNew(String thing) {
        return told.size() < MOST && told.add(thing);
    }
}
