package chat.switchboard.bench.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/// Where the load goes. The first line on the standard input of the load process.
///
/// @param certificate the PEM file that is believed; null where no TLS is spoken
/// @param echo whether a sender's own socket gets `message.created` too, or only the acknowledgement
public record Target(int port, Path certificate, String staffEmail, String staffPassword, boolean echo) {

    /// Null where no TLS is spoken.
    SSLContext trust() {
        return certificate == null ? null : Trust.in(certificate);
    }

    public HttpClient client() {
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        return (certificate == null ? builder : builder.sslContext(trust())).build();
    }

    public URI uri(String path) {
        return URI.create((certificate == null ? "http" : "https") + "://127.0.0.1:" + port + path);
    }
}
