package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.CloseReason;
import com.fasterxml.jackson.databind.node.ArrayNode;

/// What happens to a [Socket]; called on its event loop, one at a time, and must not block.
public interface SocketListener {
    /// The client has joined; the answer that says so is queued before anything sent from here on.
    default void connected(Socket socket) {}

    /// The client has sent an event. Binary arguments are Jackson's `BinaryNode`s.
    void event(Socket socket, String name, ArrayNode args, Ack ack);

    /// The end, once; nothing comes after it.
    default void disconnected(Socket socket, CloseReason reason) {}
}
