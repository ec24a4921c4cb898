package chat.switchboard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// Questions to the bot at a steady pace, and how soon each is answered: from the time the ledger gave the question to
/// the one it gave the answer.
///
/// @param unanswered questions without an answer in the end
/// @param serverMillis CPU time of the server for each question, of all its work
/// @param postgresMillis the same of PostgreSQL
public record BotAnswers(
        int questions,
        int unanswered,
        double p50,
        double p99,
        double worst,
        double serverMillis,
        double postgresMillis,
        long residentKilobytes) {
    static final int PER_SECOND = 50;
    private static final int CONVERSATIONS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Each answered by an entry of its own; asked in words that are not quite the entry's.
    private static final List<String> TOPICS = List.of(
            "track my order",
            "get a refund",
            "cancel my order",
            "change the delivery address",
            "pay by card",
            "use a voucher",
            "reset my password",
            "delete my account",
            "contact the rider",
            "report a missing item");

    private static final String LATENCIES = """
            SELECT count(*), count(*) - count(answered), percentile_cont(0.5) WITHIN GROUP (ORDER BY answered - asked),
                   percentile_cont(0.99) WITHIN GROUP (ORDER BY answered - asked), max(answered - asked)
            FROM (SELECT extract(epoch FROM q.created_at) * 1000 AS asked,
                         (SELECT extract(epoch FROM a.created_at) * 1000 FROM message a
                          WHERE a.conversation_id = q.conversation_id AND a.seq > q.seq AND a.sender_type = 'bot'
                          ORDER BY a.seq LIMIT 1) AS answered
                  FROM message q WHERE q.sender_type = 'customer' AND q.created_at >= to_timestamp(?)) each
            """;

    static BotAnswers of(Switchboard subject, Options options, Path folder, Children children)
            throws IOException, InterruptedException, SQLException {
        try (Instance instance = subject.start(folder, children);
                HttpClient http = instance.target().client()) {
            var desk = new Desk(http, instance);
            desk.learn();
            List<Desk.Asker> askers = desk.askers();
            desk.ask(askers, options.warmUp());
            double serverBefore = instance.serverCpuSeconds();
            double postgresBefore = ProcFs.cpuSecondsOfTree(instance.cluster().pid());
            double begin = System.currentTimeMillis() / 1000.0;
            int asked = desk.ask(askers, options.seconds());
            double server = (instance.serverCpuSeconds() - serverBefore) * 1000 / asked;
            double postgres = (ProcFs.cpuSecondsOfTree(instance.cluster().pid()) - postgresBefore) * 1000 / asked;
            return latencies(instance, begin, server, postgres);
        }
    }

    private static BotAnswers latencies(Instance instance, double begin, double server, double postgres)
            throws SQLException {
        try (Connection connection = instance.cluster().connect(instance.database());
                PreparedStatement select = connection.prepareStatement(LATENCIES)) {
            select.setDouble(1, begin);
            ResultSet row = select.executeQuery();
            row.next();
            return new BotAnswers(
                    row.getInt(1),
                    row.getInt(2),
                    row.getDouble(3),
                    row.getDouble(4),
                    row.getDouble(5),
                    server,
                    postgres,
                    instance.residentKilobytes());
        }
    }

    /// A desk that knows the topics, over REST.
    private record Desk(HttpClient http, Instance instance) {
        record Asker(String token, String conversation) {}

        void learn() throws IOException, InterruptedException {
            String admin = post(
                            null,
                            "sessions",
                            Map.of(
                                    "email", instance.target().staffEmail(),
                                    "password", instance.target().staffPassword()))
                    .get("token")
                    .textValue();
            for (String topic : TOPICS)
                post(
                        admin,
                        "faq-entries",
                        Map.of(
                                "slug",
                                topic.replace(' ', '-'),
                                "language",
                                "en",
                                "question",
                                "How do I " + topic + "?",
                                "answer",
                                "Open the app and choose: " + topic + ".",
                                "phrasings",
                                List.of("please help me " + topic, "where can I " + topic)));
            String last = "How do I " + TOPICS.getLast() + "?";
            while (!post(admin, "bot/trials", Map.of("text", last))
                    .get("outcome")
                    .textValue()
                    .equals("answered")) LockSupport.parkNanos(50_000_000);
        }

        List<Asker> askers() throws IOException, InterruptedException {
            List<Asker> askers = new ArrayList<>();
            for (int i = 0; i < CONVERSATIONS; i++) {
                String token = post(null, "customer-sessions", Map.of("name", "Ayesha"))
                        .get("token")
                        .textValue();
                askers.add(new Asker(
                        token, post(token, "conversations", Map.of()).get("id").textValue()));
            }
            return askers;
        }

        /// At the pace, whatever the answers take; answers how many were asked.
        int ask(List<Asker> askers, int seconds) {
            List<CompletableFuture<?>> sent = new ArrayList<>();
            long start = System.nanoTime();
            int questions = PER_SECOND * seconds;
            for (int i = 0; i < questions; i++) {
                long due = start + i * 1_000_000_000L / PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
                Asker asker = askers.get(i % askers.size());
                String topic = TOPICS.get((i / askers.size() + i) % TOPICS.size());
                var message = Map.of("id", UUID.randomUUID().toString(), "content", "can you tell me how to " + topic);
                sent.add(http.sendAsync(
                        request(asker.token, "conversations/" + asker.conversation + "/messages", message),
                        HttpResponse.BodyHandlers.discarding()));
            }
            sent.forEach(CompletableFuture::join);
            LockSupport.parkNanos(1_000_000_000L);
            return questions;
        }

        private JsonNode post(String token, String path, Map<String, ?> body) throws IOException, InterruptedException {
            HttpResponse<String> answer = http.send(request(token, path, body), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) throw new IllegalStateException(path + ": " + answer.body());
            return JSON.readTree(answer.body());
        }

        private HttpRequest request(String token, String path, Map<String, ?> body) {
            var request = HttpRequest.newBuilder(instance.target().uri("/api/v1/" + path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            JSON.valueToTree(body).toString()));
            return (token == null ? request : request.header("Authorization", "Bearer " + token)).build();
        }
    }
}
