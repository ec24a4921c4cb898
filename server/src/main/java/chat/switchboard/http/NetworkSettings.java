package chat.switchboard.http;

import chat.switchboard.settings.ConfigException;
import chat.switchboard.settings.Setting;
import chat.switchboard.socketio.engine.Origin;
import chat.switchboard.socketio.engine.Origins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Where the server is reached, and by whose pages.
public record NetworkSettings(
        @Setting(
                says = "TCP port for pages, REST and sockets. 0 takes any free one.",
                fallback = "8080",
                flag = "--port",
                least = 0,
                most = 65_535)
        int port,

        @Setting(says = "Address to listen on.", fallback = "0.0.0.0")
        String host,

        @Setting(
                says =
                        "The address people and their browsers use, such as `https://support.example.com`. Its pages may call the API and open sockets, whatever a proxy makes of `Host`; with `https`, cookies are Secure. Without it, links name the address listened on.")
        Optional<Origin> publicUrl,

        @Setting(
                says =
                        "Origins of pages that may call the API and open sockets themselves, or `*`, beside those that sites name. Pages served by Switchboard always may, and so may the widget on any page.",
                origins = true)
        List<String> allowedOrigins,

        @Setting(
                says =
                        "Origins of pages that may show the widget of every site, beside those that sites name. `*` leaves it to the sites. `https://*.example.com` is every host below.",
                fallback = "*",
                origins = true,
                wildcards = true)
        List<String> widgetSites,

        @Setting(
                says =
                        "How many reverse proxies stand in front and append to `X-Forwarded-For`. With 0 the header is not believed.",
                fallback = "0",
                least = 0,
                most = 10)
        int trustedProxies,

        @Setting(
                says =
                        "PEM file with the server's certificate and its chain, for TLS without a proxy. Read again when it changes.")
        Optional<Path> tlsCertificate,

        @Setting(says = "PEM file with the certificate's private key, without a passphrase.")
        Optional<Path> tlsKey,

        @Setting(says = "How often the certificate's files are looked at.", fallback = "10s")
        Duration tlsLook,

        @Setting(
                says = "TCP port for plain HTTP that leads to https, such as 80. Without it, there is none.",
                least = 0,
                most = 65_535)
        Optional<Integer> httpRedirectPort,

        @Setting(
                says =
                        "TCP port for `/health` and `/metrics` alone, which are then not on the other. 0 takes any free one.",
                least = 0,
                most = 65_535)
        Optional<Integer> managementPort) {

    public NetworkSettings {
        if (port != 0 && managementPort.filter(management -> management == port).isPresent())
            throw new ConfigException(
                    "SWITCHBOARD_MANAGEMENT_PORT must not be SWITCHBOARD_PORT; leave it away to have both on one.");
        if (tlsCertificate.isPresent() != tlsKey.isPresent())
            throw new ConfigException("Set both SWITCHBOARD_TLS_CERTIFICATE and SWITCHBOARD_TLS_KEY, or neither.");
        if (tlsCertificate.isPresent()
                && publicUrl.isPresent()
                && !publicUrl.get().isSecure())
            throw new ConfigException(
                    "With SWITCHBOARD_TLS_CERTIFICATE people come by https, so SWITCHBOARD_PUBLIC_URL must begin with it.");
        if (httpRedirectPort.isPresent() && !isHttps(publicUrl, tlsCertificate))
            throw new ConfigException(
                    "SWITCHBOARD_HTTP_REDIRECT_PORT leads to https, so it needs SWITCHBOARD_TLS_CERTIFICATE or an https SWITCHBOARD_PUBLIC_URL.");
    }

    /// Whether people reach this server by https.
    public boolean isHttps() {
        return isHttps(publicUrl, tlsCertificate);
    }

    private static boolean isHttps(Optional<Origin> publicUrl, Optional<Path> tlsCertificate) {
        return tlsCertificate.isPresent() || publicUrl.filter(Origin::isSecure).isPresent();
    }

    /// Where TLS finds its certificate; empty for plain HTTP.
    public Optional<TlsFiles> tls() {
        return tlsCertificate.map(certificate -> new TlsFiles(certificate, tlsKey.orElseThrow(), tlsLook));
    }

    /// The second port that leads to https, where there is one.
    public Optional<HttpsRedirect> redirect() {
        return httpRedirectPort.map(port -> new HttpsRedirect(port, publicUrl));
    }

    /// The origins whose pages may call the API and open sockets.
    ///
    /// @param ofSites whether a site of the desk names one
    public Origins origins(Predicate<Origin> ofSites) {
        Optional<Set<Origin>> listed = allowedOrigins.contains("*")
                ? Optional.empty()
                : Optional.of(allowedOrigins.stream()
                        .map(Origin::of)
                        .map(Optional::orElseThrow)
                        .collect(Collectors.toSet()));
        return new Origins(publicUrl, listed, ofSites, new SetupHints()::originRefused);
    }

    /// Where people find the server: at its public address, or where it listens.
    ///
    /// @param listening the port, also where a free one was asked for
    public Origin address(int listening) {
        return publicUrl.orElseGet(() -> new Origin(isHttps() ? "https" : "http", hostForLinks(), listening));
    }

    /// A link needs a name; a server that listens on every address has that of this machine.
    private String hostForLinks() {
        if (Set.of("0.0.0.0", "::", "[::]").contains(host)) return "localhost";
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
