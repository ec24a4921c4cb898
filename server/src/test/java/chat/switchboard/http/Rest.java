package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.UuidV7;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/// A caller of the API, with or without a token.
public final class Rest {
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningServer server;
    private final String token;

    private Rest(RunningServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /// What came back.
    public record Answer(int status, java.net.http.HttpHeaders headers, String text) {
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }

        /// The value at a path such as `/customer/id`.
        public String at(String pointer) {
            return json().at(pointer).asText();
        }

        public Answer is(int expected) {
            assertThat(status).describedAs(text).isEqualTo(expected);
            return this;
        }

        /// A problem as the contract has them.
        public Answer isProblem(Refusal.Code code) {
            return isProblem(code.status(), code.wireName());
        }

        public Answer isProblem(int expected, String code) {
            is(expected);
            assertThat(headers.firstValue("content-type")).contains("application/problem+json");
            assertThat(at("/code")).isEqualTo(code);
            assertThat(at("/status")).isEqualTo(Integer.toString(expected));
            assertThat(at("/type")).isEqualTo("about:blank");
            assertThat(at("/detail")).isNotBlank();
            return this;
        }

        public Answer names(String field) {
            assertThat(at("/errors/0/field")).describedAs(text).isEqualTo(field);
            return this;
        }

        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    public static Rest nobody(RunningServer server) {
        return new Rest(server, null);
    }

    public static Rest with(RunningServer server, String token) {
        return new Rest(server, token);
    }

    public static Rest customer(RunningServer server, String name) {
        String body = "{\"name\":\"" + name + "\"}";
        return with(
                server, nobody(server).post("/customer-sessions", body).is(201).at("/token"));
    }

    public static Rest account(RunningServer server, String email) {
        return with(server, logIn(server, email).is(201).at("/token"));
    }

    public static Answer logIn(RunningServer server, String email) {
        return nobody(server)
                .post("/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, RunningServer.PASSWORD));
    }

    public static UUID newId() {
        return IDS.next();
    }

    /// Opens a conversation that begins with these words; answers its id.
    public String open(String content) {
        String message = "{\"message\":{\"id\":\"%s\",\"content\":\"%s\"}}".formatted(newId(), content);
        return post("/conversations", message).is(201).at("/id");
    }

    public Answer say(String conversationId, String content) {
        return post("/conversations/" + conversationId + "/messages", message(newId(), content));
    }

    public static String message(UUID id, String content) {
        return "{\"id\":\"%s\",\"content\":\"%s\"}".formatted(id, content);
    }

    public String token() {
        return token;
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /// @param headers names and values in turn
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/api/v1" + path))
                .timeout(LONGEST)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) request.setHeader("Authorization", "Bearer " + token);
        if (body != null) request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        Answer answer = answer(request.build());
        AnswerContract.check(method, path, answer);
        return answer;
    }

    /// A page or another path outside of the API.
    public Answer page(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        return answer(request.build());
    }

    private Answer answer(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
