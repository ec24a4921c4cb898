package chat.switchboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// A browser's side of TLS: trusts one certificate, keeps cookies, speaks HTTP/2 where it can.
final class HttpsClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient client;

    /// @param url `https://host:port`
    HttpsClient(String url, X509Bundle trusted) {
        this(url, builder(trusted));
    }

    private HttpsClient(String url, HttpClient.Builder builder) {
        this.url = url;
        this.client = builder.cookieHandler(new CookieManager()).build();
    }

    /// One that connects from this address of the machine.
    static HttpsClient from(String address, String url, X509Bundle trusted) {
        try {
            return new HttpsClient(url, builder(trusted).localAddress(InetAddress.getByName(address)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A certificate of this machine, which is its own authority.
    static X509Bundle certificate() {
        try {
            return new CertificateBuilder()
                    .subject("CN=localhost")
                    .addSanDnsName("localhost")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static SSLContext trusting(X509Bundle certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, certificate.toTrustManagerFactory().getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient.Builder builder(X509Bundle trusted) {
        return HttpClient.newBuilder().sslContext(trusting(trusted));
    }

    HttpResponse<String> get(String path, String... headers) {
        return getLater(path, headers).join();
    }

    CompletableFuture<HttpResponse<String>> getLater(String path, String... headers) {
        return client.sendAsync(request(path, headers).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return client.sendAsync(
                        request(path, headers)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }

    HttpResponse<String> newCustomer(String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
        return post("/api/v1/customer-sessions", "{}", all);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A socket of a page of `origin`. Fails when it is refused.
    Frames socket(String origin) {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        URI address = URI.create(url.replace("https", "wss") + "/socket.io/?EIO=4&transport=websocket");
        WebSocket socket = client.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(address, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        received.add(text.toString());
                        from.request(1);
                        return null;
                    }
                })
                .join();
        return new Frames(socket, received);
    }

    /// A socket, frame by frame.
    record Frames(WebSocket socket, BlockingQueue<String> received) implements AutoCloseable {
        void send(String frame) {
            socket.sendText(frame, true).join();
        }

        /// The next that begins so; what comes in between is let go, pings are answered.
        String next(String beginning) throws InterruptedException {
            String frame = received.poll(20, TimeUnit.SECONDS);
            while (frame != null && !frame.startsWith(beginning)) {
                if (frame.equals("2")) send("3");
                frame = received.poll(20, TimeUnit.SECONDS);
            }
            return frame;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
