package chat.switchboard.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;

/// REST, called by somebody over a network that may fail: every fault is an [IOException].
///
/// @param token null for nobody
/// @param patience for one answer
record Api(URI root, String token, Duration patience) {
    /// Shared by everything that speaks to a server, sockets too.
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Api(URI root, String token) {
        this(root, token, Duration.ofSeconds(10));
    }

    record Answer(int status, JsonNode json) {
        /// The body, of an answer with this status.
        JsonNode is(int expected) throws IOException {
            if (status != expected) throw new IOException(status + " instead of " + expected + ": " + json);
            return json;
        }
    }

    static Api nobody(URI root) {
        return new Api(root, null);
    }

    Answer get(String path) throws IOException {
        return answer(request(path).GET());
    }

    Answer post(String path, JsonNode body) throws IOException {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    Answer put(String path, JsonNode body) throws IOException {
        return answer(
                request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body.toString())));
    }

    String text(String path) throws IOException {
        return send(request(path).GET()).body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).timeout(patience);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer answer(HttpRequest.Builder request) throws IOException {
        HttpResponse<String> response = send(request);
        String body = response.body();
        return new Answer(response.statusCode(), body.isEmpty() ? null : Json.read(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
