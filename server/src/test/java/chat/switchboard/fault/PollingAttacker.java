package chat.switchboard.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;

/// Somebody who polls: bodies full of commands, one after the other, and answers never fetched. Whoever is put out
/// comes back.
final class PollingAttacker implements AutoCloseable {
    private static final int COMMANDS = 700;

    private final URI endpoint;
    private final String token;
    private final String flood;
    private final HttpClient http;
    private volatile boolean over;

    PollingAttacker(URI server, String token, String conversationId) throws UnknownHostException {
        this.endpoint = server.resolve("/socket.io/?EIO=4&transport=polling");
        this.token = token;
        String join = "421[\"conversation.join\",{\"conversationId\":\"" + conversationId + "\"}]";
        this.flood = (join + "\u001e").repeat(COMMANDS) + join;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(Attacker.ADDRESS))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        Thread.ofVirtual().name("attacker-polls").start(this::rage);
    }

    @Override
    public void close() {
        over = true;
        http.shutdownNow();
    }

    private void rage() {
        while (!over) {
            try {
                String opened = send(request(endpoint).GET());
                String sid = Json.read(opened.substring(1)).get("sid").textValue();
                URI session = URI.create(endpoint + "&sid=" + sid);
                send(request(session).POST(BodyPublishers.ofString("40{\"token\":\"" + token + "\"}")));
                while (!over) send(request(session).POST(BodyPublishers.ofString(flood)));
            } catch (IOException | RuntimeException refused) {
                Pause.of(Duration.ofMillis(100));
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private static HttpRequest.Builder request(URI to) {
        return HttpRequest.newBuilder(to).timeout(Duration.ofSeconds(30));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) throw new IOException("status " + response.statusCode());
        return response.body();
    }
}
