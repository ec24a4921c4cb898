package chat.switchboard.socketio.raw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A client of the polling transport that sends exactly what it is told.
public final class Polling {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String sid;

    private Polling(String url, String sid) {
        this.url = url;
        this.sid = sid;
    }

    /// Opens a session on a path such as `/engine.io/`.
    public static Polling open(int port, String path) {
        String url = "http://localhost:" + port + path + "?EIO=4&transport=polling";
        return new Polling(url, handshake(get(url).body()).get("sid").asText());
    }

    /// The JSON of an `open` packet.
    public static JsonNode handshake(String packet) {
        try {
            return new ObjectMapper().readTree(packet.substring(1));
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    public String sid() {
        return sid;
    }

    /// Starts a GET.
    public CompletableFuture<HttpResponse<String>> poll() {
        return send(HttpRequest.newBuilder(URI.create(url + "&sid=" + sid)));
    }

    /// The body of a GET that must succeed.
    public String polled() {
        HttpResponse<String> response = poll().join();
        if (response.statusCode() != 200) throw new AssertionError(response.statusCode() + " " + response.body());
        return response.body();
    }

    /// Starts a POST.
    public CompletableFuture<HttpResponse<String>> post(String body) {
        return send(HttpRequest.newBuilder(URI.create(url + "&sid=" + sid)).POST(BodyPublishers.ofString(body)));
    }

    public static HttpResponse<String> get(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) request.headers(headers);
        return send(request).join();
    }

    public static HttpResponse<String> method(String method, String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody()))
                .join();
    }

    public static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.timeout(DEADLINE).build(), BodyHandlers.ofString());
    }
}
