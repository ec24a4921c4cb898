package chat.switchboard.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Tokens by REST, as every client gets them.
final class Sessions implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Target target;

    Sessions(Target target) {
        this.target = target;
        this.http = target.client();
    }

    /// `{customer, token, expiresAt}`
    CompletableFuture<JsonNode> customer() {
        return session("customer-sessions", Map.of("name", "Ayesha"));
    }

    CompletableFuture<String> customerToken() {
        return customer().thenApply(Sessions::token);
    }

    CompletableFuture<String> staffToken() {
        return staffToken(target.staffEmail());
    }

    /// All of staff have the same password.
    CompletableFuture<String> staffToken(String email) {
        return session("sessions", Map.of("email", email, "password", target.staffPassword()))
                .thenApply(Sessions::token);
    }

    static String token(JsonNode session) {
        return session.get("token").textValue();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private CompletableFuture<JsonNode> session(String path, Map<String, String> body) {
        return http.sendAsync(request(path, body), HttpResponse.BodyHandlers.ofString())
                .thenApply(Sessions::created);
    }

    private HttpRequest request(String path, Map<String, String> body) {
        try {
            return HttpRequest.newBuilder(target.uri("/api/v1/" + path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode created(HttpResponse<String> response) {
        if (response.statusCode() != 201)
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "No session: %d %s", response.statusCode(), response.body()));
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
