package chat.switchboard.socketio.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Remembers what a [FrameReader] reads.
final class Received implements FrameReader.Sink {
    final List<String> events = new ArrayList<>();

    @Override
    public void text(byte[] utf8, int length) {
        events.add("text " + new String(utf8, 0, length, UTF_8));
    }

    @Override
    public void binary(byte[] bytes, int length) {
        events.add("binary " + Arrays.toString(Arrays.copyOf(bytes, length)));
    }

    @Override
    public void ping(byte[] payload) {
        events.add("ping " + Arrays.toString(payload));
    }

    @Override
    public void pong() {
        events.add("pong");
    }

    @Override
    public void close(int code) {
        events.add("close " + code);
    }
}
