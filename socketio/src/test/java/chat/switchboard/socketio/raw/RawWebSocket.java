package chat.switchboard.socketio.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/// A WebSocket client of which every bit can be wrong. Each read waits five seconds at most.
public final class RawWebSocket implements AutoCloseable {
    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;
    public static final int FIN = 0x80;

    private static final int DEADLINE_MILLIS = 5_000;
    private static final byte[] MASK = {0x12, (byte) 0xF4, 0x56, 0x01};

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private String head;

    /// A frame as received.
    public record Frame(int flags, byte[] payload) {
        public int opcode() {
            return flags & 0x0F;
        }

        public boolean isText() {
            return opcode() == TEXT;
        }

        public boolean isCompressed() {
            return (flags & 0x40) != 0;
        }

        public String text() {
            return new String(payload, UTF_8);
        }

        /// The code in a close frame; 1005 if it has none.
        public int closeCode() {
            return payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }

    private RawWebSocket(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private RawWebSocket(Socket connected) throws IOException {
        socket = connected;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(DEADLINE_MILLIS);
        out = socket.getOutputStream();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /// Connects and sends a correct opening handshake with these headers besides; the answer is in [#head].
    public static RawWebSocket open(int port, String target, String... headers) {
        return open(port, target, new byte[0], headers);
    }

    /// The same, with bytes that follow the handshake in the same packet.
    public static RawWebSocket open(int port, String target, byte[] behind, String... headers) {
        return request(port, openingHandshake(port, target, headers), behind);
    }

    /// The same on a connection that is there already.
    public static RawWebSocket open(Socket connected, String target, byte[] behind) {
        try {
            return new RawWebSocket(connected).requested(openingHandshake(connected.getPort(), target), behind);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String openingHandshake(int port, String target, String... headers) {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n"
                + "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) request.append(header).append("\r\n");
        return request.append("\r\n").toString();
    }

    /// Connects and sends this request, followed by these bytes in the same packet, and reads the answer's head.
    public static RawWebSocket request(int port, String request, byte[] behind) {
        try {
            return new RawWebSocket(port).requested(request, behind);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private RawWebSocket requested(String request, byte[] behind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(request.getBytes(ISO_8859_1));
        bytes.writeBytes(behind);
        send(bytes.toByteArray());
        head = readHead();
        return this;
    }

    /// Connects and sends this request, or a part of one, without reading an answer.
    public static RawWebSocket sent(int port, String request) {
        try {
            RawWebSocket opened = new RawWebSocket(port);
            opened.send(request.getBytes(ISO_8859_1));
            return opened;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Reads the head of the next HTTP answer.
    public String answer() {
        try {
            return readHead();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends a request and goes away without waiting for its answer.
    public static void abandoned(int port, String request) {
        sent(port, request).close();
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) break;
            read.write(b);
            text = read.toString(ISO_8859_1);
        }
        return text;
    }

    /// The answer's status line and headers.
    public String head() {
        return head;
    }

    public int status() {
        return head.isEmpty() ? 0 : Integer.parseInt(head.split(" ")[1]);
    }

    /// The body of the answer, as long as its head says.
    public String body() {
        String head = this.head.toLowerCase(Locale.ROOT);
        int length = head.indexOf("content-length: ") + "content-length: ".length();
        try {
            return new String(
                    in.readNBytes(Integer.parseInt(head.substring(length, head.indexOf('\r', length)))), UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whatever else the server sends before it closes, as text.
    public String rest() {
        try {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends bytes as they are.
    public void send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends bytes one by one, each in a packet of its own if the network plays along.
    public void sendBytewise(byte[] bytes) {
        for (byte b : bytes) send(new byte[] {b});
    }

    public RawWebSocket text(String text) {
        send(frame(FIN | TEXT, text.getBytes(UTF_8)));
        return this;
    }

    public RawWebSocket binary(int... bytes) {
        send(frame(FIN | BINARY, bytes(bytes)));
        return this;
    }

    public RawWebSocket frameOf(int flags, byte[] payload) {
        send(frame(flags, payload));
        return this;
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }

    public static byte[] closePayload(int code, String reason) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(reason.getBytes(UTF_8));
        return payload.toByteArray();
    }

    /// A masked frame with the length in its shortest form.
    public static byte[] frame(int flags, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(flags);
        int size = payload.length;
        if (size < 126) {
            frame.write(0x80 | size);
        } else if (size < 65_536) {
            frame.write(0x80 | 126);
            frame.write(size >> 8);
            frame.write(size);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) frame.write((int) ((long) size >> shift));
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < size; i++) frame.write(payload[i] ^ MASK[i % 4]);
        return frame.toByteArray();
    }

    /// The next frame.
    public Frame receive() {
        try {
            int flags = in.readUnsignedByte();
            long size = in.readUnsignedByte();
            if (size == 126) size = in.readUnsignedShort();
            else if (size == 127) size = in.readLong();
            byte[] payload = new byte[(int) size];
            in.readFully(payload);
            return new Frame(flags, payload);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The next frame's text.
    public String receiveText() {
        return receive().text();
    }

    /// The next text that is not an Engine.IO ping, whose pong is sent.
    public String receivePacket() {
        while (true) {
            String packet = receiveText();
            if (!packet.equals("2")) return packet;
            text("3");
        }
    }

    /// Reads until the close frame and on until the connection ends, and returns the code; 1006 if there was no
    /// frame.
    public int receiveClose() {
        int code = 1006;
        try {
            while (true) {
                Frame frame = receive();
                if (frame.opcode() == CLOSE) code = frame.closeCode();
            }
        } catch (UncheckedIOException ended) {
            boolean closed = ended.getCause() instanceof EOFException || ended.getCause() instanceof SocketException;
            if (!closed) throw ended;
            return code;
        }
    }

    /// Resets the connection: no close frame, no end of stream.
    public void cut() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
