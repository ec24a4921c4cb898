package chat.switchboard.socketio.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.switchboard.socketio.raw.RawWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/// What an idle connection costs a server: opens many, joins the main namespace with each, lets the server collect
/// its garbage, and divides the growth of its live heap and of its resident memory.
///
/// Arguments: port and process id of an echo server; how many connections to open first, which load classes and
/// warm pools and are not counted, and how many after that.
final class IdleConnections {
    private static final String HANDSHAKE = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0\r\n"
            + "Origin: http://localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final byte[] CONNECT = text("40{\"token\":\"0123456789\"}");
    private static final byte[] PONG = text("3");
    /// So many handshakes are under way at a time.
    private static final int AT_ONCE = 100;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final InetSocketAddress server;
    private int joined;

    private IdleConnections(int port) throws IOException {
        server = new InetSocketAddress("127.0.0.1", port);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int warm = Integer.parseInt(args[2]);
        int added = Integer.parseInt(args[3]);
        IdleConnections clients = new IdleConnections(Integer.parseInt(args[0]));
        Server server = new Server(args[1]);
        clients.open(warm);
        Memory before = server.memory();
        clients.open(warm + added);
        Memory after = server.memory();
        System.out.printf(
                "%d connections: %d bytes of live heap and %d bytes resident each; the heap goes to%n",
                added, (after.heap() - before.heap()) / added, (after.resident - before.resident) / added);
        after.bytes.entrySet().stream()
                .map(entry ->
                        Map.entry(entry.getKey(), entry.getValue() - before.bytes.getOrDefault(entry.getKey(), 0L)))
                .filter(entry -> entry.getValue() / added > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> System.out.printf("%6d %s%n", entry.getValue() / added, entry.getKey()));
    }

    private void open(int total) throws IOException {
        int opened = joined;
        while (joined < total) {
            for (; opened < total && opened < joined + AT_ONCE; opened++) connect();
            selector.select(this::readable, 1000);
        }
    }

    private void connect() throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.write(ByteBuffer.wrap(HANDSHAKE.getBytes(US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    private void readable(SelectionKey key) {
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) throw new IOException("a connection was closed");
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            String text = new String(bytes, US_ASCII);
            if (text.contains("0{\"sid\"") && text.contains("pingInterval")) answer(key, CONNECT);
            else if (text.contains("40{\"sid\"")) joined++;
            else answer(key, PONG);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answer(SelectionKey key, byte[] frame) throws IOException {
        ((SocketChannel) key.channel()).write(ByteBuffer.wrap(frame));
    }

    private static byte[] text(String packet) {
        return RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.TEXT, packet.getBytes(US_ASCII));
    }

    private record Memory(Map<String, Long> bytes, long resident) {
        long heap() {
            return bytes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private record Server(String pid) {
        /// After a few collections, so that what is left is alive and free pages are given back.
        Memory memory() throws IOException, InterruptedException {
            for (int i = 0; i < 3; i++) jcmd("GC.run");
            return new Memory(liveBytes(), resident());
        }

        /// By class.
        private Map<String, Long> liveBytes() throws IOException, InterruptedException {
            return jcmd("GC.class_histogram")
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 3 && columns[0].endsWith(":") && columns[2].matches("\\d+"))
                    .collect(Collectors.toMap(columns -> columns[3], columns -> Long.parseLong(columns[2]), Long::sum));
        }

        private long resident() throws IOException {
            String line = Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                    .filter(status -> status.startsWith("VmRSS"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }

        private String jcmd(String command) throws IOException, InterruptedException {
            Path java = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process process = new ProcessBuilder(java.toString(), pid, command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
            process.waitFor();
            return output;
        }
    }
}
