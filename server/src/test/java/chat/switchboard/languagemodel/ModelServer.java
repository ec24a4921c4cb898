package chat.switchboard.languagemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// An endpoint that speaks OpenAI's protocol on this machine, or behaves as badly as a test wants.
public final class ModelServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param headers by their names in lower case
    public record Asked(String line, Map<String, String> headers, JsonNode body) {
        /// What stands in the user's message.
        public String data() {
            return body.at("/messages/1/content").textValue();
        }
    }

    /// What it does with a connection after it has read a request. The connection is closed after that.
    @FunctionalInterface
    public interface Behaviour {
        void answer(Asked asked, Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = says("Hello");

    public ModelServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("model-server").start(this::accept);
    }

    /// The base address, for the setting.
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    public Map<String, String> settings() {
        return Map.of("SWITCHBOARD_LANGUAGE_MODEL_URL", url(), "SWITCHBOARD_LANGUAGE_MODEL", "tiny");
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    public List<Asked> asked() {
        return asked;
    }

    public Asked last() {
        return asked.getLast();
    }

    /// An answer with this text, which took 100 and 10 tokens.
    public static Behaviour says(String content) {
        return body("""
                {"id":"1","object":"chat.completion","model":"tiny","choices":[{"index":0,"finish_reason":"stop",
                "message":{"role":"assistant","content":%s}}],"usage":{"prompt_tokens":100,"completion_tokens":10}}""".formatted(quoted(content)));
    }

    static Behaviour body(String json) {
        return (_, connection) -> write(connection, 200, "", json);
    }

    /// @param headers each with a line break
    static Behaviour status(int status, String headers) {
        return (_, connection) -> write(connection, status, headers, "{\"error\":{\"message\":\"sk-made-up\"}}");
    }

    /// Until the other side gives up.
    static void untilGone(Socket connection) throws IOException {
        while (connection.getInputStream().read() >= 0) {}
    }

    static OutputStream begin(Socket connection, String headers) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return out;
    }

    private static void write(Socket connection, int status, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        OutputStream out = connection.getOutputStream();
        out.write("HTTP/1.1 %d X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(status, bytes.length, headers)
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Asked request = read(new BufferedInputStream(connection.getInputStream()));
            asked.add(request);
            behaviour.answer(request, connection);
        } catch (IOException gone) {
            // The other side hung up: what some tests are about.
        }
    }

    private static Asked read(InputStream in) throws IOException {
        String line = line(in);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Asked(line, headers, JSON.readTree(body));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new IOException("The other side hung up");
            if (c != '\r') line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
