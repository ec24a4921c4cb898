package chat.switchboard.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// The client's wish to be told the outcome of its event. Answered from any thread, at most once; later answers,
/// and answers nobody asked for or nobody is there to hear, are dropped.
public final class Ack {
    static final Ack NONE = new Ack(null, Packet.NO_ID);

    private final Socket socket;
    private final long id;
    private boolean answered;

    Ack(Socket socket, long id) {
        this.socket = socket;
        this.id = id;
    }

    /// Whether the client asked for an answer.
    public boolean expected() {
        return socket != null;
    }

    /// Answers with arguments that are JSON already, in UTF-8; it is trusted to be valid.
    public void answer(byte[]... args) {
        if (first()) socket.acknowledge(id, args);
    }

    /// Answers with arguments that may have binary parts.
    public void answer(List<? extends JsonNode> args) {
        if (first()) socket.acknowledge(id, args);
    }

    private synchronized boolean first() {
        if (socket == null || answered) return false;
        answered = true;
        return true;
    }
}
