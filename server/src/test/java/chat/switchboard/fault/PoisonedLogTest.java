package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One word sent through everything, with the database failing on it: no log has it, and no line is forged.
class PoisonedLogTest {
    private static final String WORD = "Poison7f3a";
    private static final String FORGED = WORD + "\n2026-01-01T00:00:00.000Z ERROR " + WORD + " forged this";
    /// What a socket or a header can carry of it.
    private static final String ENCODED = WORD + "%0a2026-01-01T00:00:00.000Z%20ERROR%20" + WORD;

    private static final String A_LINE = "\\d{4}-\\d\\d-\\d\\dT\\S+Z (ERROR|WARN |INFO |DEBUG) .*";

    @Test
    void nothing_that_anybody_sends_stands_in_a_log() throws Exception {
        try (ServerProcess server = ServerProcess.start(Map.of("SWITCHBOARD_LOG_LEVEL", "debug"))) {
            Api nobody = Api.nobody(server.uri());
            Api admin = new Api(server.uri(), server.adminToken());
            Api customer = customer(nobody, FORGED);
            headersAndPaths(server.port());
            logIns(nobody);
            fields(customer, admin);
            sockets(server, customer.token());
            refusedRights(customer, admin);
            faults(server, nobody, customer);

            String log = server.log().split("Switchboard is running", 2)[1];
            assertThat(log).doesNotContainIgnoringCase(WORD).doesNotContain("forged");
            assertThat(log)
                    .contains("SQL state 23514")
                    .contains("event=log_in_failed", "event=token_refused", "event=forbidden", "event=not_found")
                    .doesNotContain("@");
            assertThat(log.lines().dropWhile(line -> !line.contains("event=")))
                    .allMatch(line -> line.matches(A_LINE) || line.startsWith("  "));
            for (String text : logsOf(server.database().folder())) {
                assertThat(text).doesNotContainIgnoringCase(WORD).doesNotContain("forged");
            }
        }
    }

    private static Api customer(Api nobody, String name) throws IOException {
        JsonNode session = nobody.post(
                        "/api/v1/customer-sessions",
                        Json.object("name", name, "email", "poison7f3a@example.com", "locale", "en"))
                .is(201);
        return new Api(nobody.root(), session.get("token").textValue());
    }

    private static void headersAndPaths(int port) throws IOException {
        List<String> requests = List.of(
                "GET /" + ENCODED + " HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/" + ENCODED + "?" + ENCODED + "=" + ENCODED + " HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/faq-entries?language=" + ENCODED + "&" + ENCODED + "=1 HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + WORD + "\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: " + WORD + "\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nOrigin: " + WORD + "\r\nReferer: " + WORD + "\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: " + WORD + "\r\nX-Forwarded-For: " + WORD + "\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n" + WORD + ": " + WORD + "\r\nCookie: " + WORD + "=" + WORD + "\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: a\n" + FORGED + "\r\n",
                "POST /api/v1/sessions/refresh HTTP/1.1\r\nHost: x\r\nCookie: switchboard_session=" + WORD + "\r\n",
                WORD + " / HTTP/1.1\r\nHost: x\r\n",
                "GET " + WORD + " HTTP/1.1\r\nHost: x\r\n",
                WORD + "\r\n",
                "GET / " + WORD + "\r\nHost: x\r\n",
                "GET /socket.io/?EIO=4&transport=" + ENCODED + "&sid=" + ENCODED + " HTTP/1.1\r\nHost: x\r\n",
                "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nOrigin: " + WORD + "\r\n",
                "POST /socket.io/?EIO=4&transport=polling&sid=" + WORD
                        + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n");
        for (String request : requests) {
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write((request + "Connection: close\r\n\r\n" + WORD).getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                // Refused without an answer, which is as good.
            }
        }
    }

    private static void logIns(Api nobody) throws IOException {
        for (String email : List.of("poison7f3a@example.com", "admin@localhost"))
            nobody.post("/api/v1/sessions", Json.object("email", email, "password", FORGED))
                    .is(401);
        nobody.post("/api/v1/sessions", Json.object("email", FORGED, "password", FORGED));
        nobody.post("/api/v1/sessions", Json.object(FORGED, FORGED));
    }

    private static void fields(Api customer, Api admin) throws IOException {
        customer.post(
                        "/api/v1/conversations",
                        Json.object("subject", FORGED, "metadata", Map.of(FORGED, FORGED), "message", message(FORGED)))
                .is(201);
        for (String field : List.of("category", "departmentId", FORGED))
            customer.post("/api/v1/conversations", Json.object(field, FORGED));
        for (String parameter : List.of("cursor", "status", "assignee", "label", "q", "sort", "priority"))
            admin.get("/api/v1/conversations?" + parameter + "=" + ENCODED);
    }

    private static void sockets(ServerProcess server, String token) throws IOException {
        try (Wire wire = Wire.connect(server.uri(), token, _ -> {})) {
            wire.call(WORD, Json.object());
            wire.call("conversation.join", Json.object("conversationId", FORGED));
            wire.call("conversation.open", Json.object("subject", FORGED, "message", message(FORGED)));
            wire.call("session.renew", Json.object("token", WORD));
        }
        try (Wire wire = Wire.connect(server.uri(), WORD, _ -> {})) {
            throw new AssertionError("A word is no token: " + wire);
        } catch (IOException _) {
            // Refused.
        }
    }

    private static void refusedRights(Api customer, Api admin) throws IOException {
        customer.get("/api/v1/agents").is(403);
        customer.get("/api/v1/conversations/" + UUID.randomUUID()).is(404);
        admin.post("/api/v1/conversations", Json.object()).is(403);
    }

    /// Constraints that refuse the word make every statement with it fail.
    private static void faults(ServerProcess server, Api nobody, Api customer) throws IOException {
        JsonNode opened = customer.post("/api/v1/conversations", Json.object("message", message("Hello")))
                .is(201);
        server.database().as("switchboard", handle -> {
            handle.execute("ALTER TABLE message ADD CHECK (content NOT LIKE '%Poison7f3a%') NOT VALID");
            handle.execute("ALTER TABLE customer ADD CHECK (name NOT LIKE '%Poison7f3a%') NOT VALID");
            return handle.execute("ALTER TABLE conversation ADD CHECK (subject NOT LIKE '%Poison7f3a%') NOT VALID");
        });
        assertThat(nobody.post("/api/v1/customer-sessions", Json.object("name", FORGED))
                        .status())
                .isEqualTo(500);
        customer.post("/api/v1/conversations", Json.object("subject", FORGED));
        customer.post("/api/v1/conversations/" + opened.get("id").textValue() + "/messages", message(FORGED));
        try (Wire wire = Wire.connect(server.uri(), customer.token(), _ -> {})) {
            wire.call("conversation.open", Json.object("message", message(FORGED)));
        }
    }

    private static JsonNode message(String content) {
        return Json.object("id", UUID.randomUUID().toString(), "content", content);
    }

    private static List<String> logsOf(Path postgres) throws IOException {
        try (Stream<Path> files = Files.list(postgres.resolve("log"))) {
            return files.map(PoisonedLogTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
