package chat.switchboard.http;

import chat.switchboard.http.api.Rates;
import chat.switchboard.http.routes.Routes;
import chat.switchboard.settings.Setting;
import java.time.Duration;
import java.util.function.Supplier;

/// What one network address and one person may ask for.
public record RequestSettings(
        @Setting(
                says =
                        "TCP connections one network address may have open, sockets among them. Does not apply behind a proxy: it is the one who connects.",
                fallback = "1000")
        int connectionsPerAddress,

        @Setting(says = "Requests a minute from one network address, health and metrics aside.", fallback = "6000")
        int requestsPerAddress,

        @Setting(
                says = "Requests a minute by which one person reads.",
                fallback = "1200",
                desk = "requests.readsPerPerson",
                deskLeast = "120",
                deskMost = "100000")
        int readsPerPerson,

        @Setting(
                says = "Requests a minute by which one person changes something.",
                fallback = "600",
                desk = "requests.writesPerPerson",
                deskLeast = "60",
                deskMost = "100000")
        int writesPerPerson,

        @Setting(says = "Requests that may wait for news at the same time (`?wait=`).", fallback = "20000")
        int longPolls,

        @Setting(says = "Of these, requests of one person.", fallback = "20")
        int longPollsPerPerson,

        @Setting(
                says = "Longest time for a TLS handshake, and for a request's first line and header fields to arrive.",
                fallback = "10s")
        Duration requestHeadTimeout,

        @Setting(
                says = "Longest time for a request's body, or the attachments of a socket's packet, to arrive.",
                fallback = "30s")
        Duration requestBodyTimeout,

        @Setting(
                says = "Most bytes of all request bodies that have arrived in part; then the one that has been arriving"
                        + " longest is answered `unavailable`.",
                fallback = "32MB",
                unit = "bytes",
                least = 1 << 20)
        int unfinishedBodies,

        @Setting(
                says = "Largest body of a request that imports a file. Only staff may send one larger than 128 KB.",
                fallback = "16MB",
                unit = "bytes",
                least = 128 << 10,
                most = 64 << 20)
        int importBody) {

    /// @param socketBody largest body on the sockets' path, in bytes
    /// @param now these settings as they are at each moment: the rates may change
    public HttpSettings.Limits limits(int socketBody, Supplier<RequestSettings> now) {
        return new HttpSettings.Limits(
                connectionsPerAddress,
                requestHeadTimeout,
                requestBodyTimeout,
                unfinishedBodies,
                importBody,
                socketBody,
                () -> now.get().rates(),
                new Routes.LongPolls(longPolls, longPollsPerPerson));
    }

    private Rates.PerMinute rates() {
        return new Rates.PerMinute(requestsPerAddress, readsPerPerson, writesPerPerson);
    }
}
