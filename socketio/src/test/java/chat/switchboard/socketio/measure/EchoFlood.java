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

/// What a message costs a server in CPU time: every connection sends its next one when the answer to the last has
/// come, half of them events that are acknowledged and half of them events that come back as events.
///
/// Arguments: port and process id of an echo server; how many connections; how many seconds, after as many that are
/// not counted.
final class EchoFlood {
    private static final String HANDSHAKE = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String ARGUMENT =
            "{\"conversationId\":\"0198c5f2-7d1e-7c3a-9a55-0123456789ab\",\"id\":\"0198c5f2-7d1e-7c3a-9a55-ba9876543210\","
                    + "\"content\":\"" + "x".repeat(100) + "\"}";
    private static final byte[] ACKNOWLEDGED = text("421[\"message-with-ack\"," + ARGUMENT + "]");
    private static final byte[] RETURNED = text("42[\"message\"," + ARGUMENT + "]");
    private static final double TICKS_PER_SECOND = 100;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private long messages;

    private EchoFlood() throws IOException {}

    public static void main(String[] args) throws IOException {
        int connections = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        EchoFlood flood = new EchoFlood();
        for (int i = 0; i < connections; i++) flood.connect(Integer.parseInt(args[0]), i % 2 == 0);
        flood.run(seconds);
        CpuTime before = CpuTime.of(args[1]);
        long messages = flood.run(seconds);
        CpuTime after = CpuTime.of(args[1]);
        System.out.printf(
                "%d connections: %d messages a second, each %.2f microseconds of CPU time and %.2f in the kernel%n",
                connections,
                messages / seconds,
                (after.user - before.user) * 1e6 / messages,
                (after.kernel - before.kernel) * 1e6 / messages);
    }

    private void connect(int port, boolean acknowledged) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.write(ByteBuffer.wrap(HANDSHAKE.getBytes(US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, acknowledged ? ACKNOWLEDGED : RETURNED);
    }

    private long run(int seconds) throws IOException {
        messages = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) selector.select(this::readable, 100);
        return messages;
    }

    /// The answers are short and come one by one, so what arrives is whole; the client's work is not what counts.
    private void readable(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (channel.read(buffer.clear()) < 0) throw new IOException("a connection was closed");
            byte[] start = new byte[Math.min(6, buffer.flip().remaining())];
            buffer.get(start);
            String text = new String(start, US_ASCII);
            if (text.startsWith("HTTP")) channel.write(ByteBuffer.wrap(text("40{\"token\":\"0123456789\"}")));
            else if (text.endsWith("2")) channel.write(ByteBuffer.wrap(text("3")));
            else answered(key, channel, start);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void answered(SelectionKey key, SocketChannel channel, byte[] start) throws IOException {
        boolean longer = start[1] == 126;
        boolean answer = start[longer ? 5 : 3] != '0';
        if (answer && start[longer ? 5 : 3] == '2' && buffer.remaining() < 60) return; // the event `auth`
        if (answer) messages++;
        channel.write(ByteBuffer.wrap((byte[]) key.attachment()));
    }

    private static byte[] text(String packet) {
        return RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.TEXT, packet.getBytes(US_ASCII));
    }

    /// Of a whole process, in seconds.
    private record CpuTime(double user, double kernel) {
        static CpuTime of(String pid) throws IOException {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new CpuTime(
                    Long.parseLong(fields[11]) / TICKS_PER_SECOND, Long.parseLong(fields[12]) / TICKS_PER_SECOND);
        }
    }
}
