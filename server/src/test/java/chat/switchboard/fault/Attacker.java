package chat.switchboard.fault;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A WebSocket that sends whatever it likes, as fast as it is let, from an address of its own on this machine.
final class Attacker implements AutoCloseable {
    /// Not that of the honest.
    static final String ADDRESS = "127.0.0.2";

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int PING = 0x89;

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final InputStream in;

    /// Connected and admitted when it returns.
    ///
    /// @param reads whether it takes what it is sent
    Attacker(URI server, String token, boolean reads) throws IOException {
        if (!reads) socket.setReceiveBufferSize(8 * 1024);
        socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 10_000);
        out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
        in = socket.getInputStream();
        String request = """
                GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
                Host: %s
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """.formatted(server.getAuthority()).replace("\n", "\r\n");
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        text("40{\"token\":\"" + token + "\"}");
        flush();
        if (reads) Thread.ofVirtual().name("attacker-reads").start(this::drain);
    }

    void text(String packet) throws IOException {
        frame(TEXT, packet.getBytes(StandardCharsets.UTF_8));
    }

    void binary(byte[] attachment) throws IOException {
        frame(BINARY, attachment);
    }

    void ping() throws IOException {
        frame(PING, new byte[8]);
    }

    void flush() throws IOException {
        out.flush();
    }

    /// Without a farewell.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) { // then it is closed
        }
    }

    /// Masked with zeros, which changes nothing.
    private void frame(int kind, byte[] payload) throws IOException {
        int length = payload.length;
        out.write(kind);
        if (length < 126) out.write(0x80 | length);
        else {
            out.write(0x80 | 126);
            out.write(length >> 8);
            out.write(length);
        }
        out.write(new byte[4]);
        out.write(payload);
    }

    private void drain() {
        byte[] buffer = new byte[64 * 1024];
        try {
            while (in.read(buffer) >= 0) {}
        } catch (IOException _) { // the end
        }
    }
}
