package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.CloseReason;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.slf4j.LoggerFactory;

/// What happens to a [Socket]; called on its event loop, one at a time, and must not block.
public interface SocketListener {
    /// The client has joined; the answer that says so is queued before anything sent from here on.
    default void connected(Socket socket) {}

    /// The client has sent an event. Binary arguments are Jackson's `BinaryNode`s.
    void event(Socket socket, String name, ArrayNode args, Ack ack);

    /// The client has sent an event whose JSON is nested too deep, has too many values, too long a name or a number
    /// that is too long or not finite. Nothing of it was kept.
    ///
    /// @param field the field of the argument in which that was found; null if it was in none
    default void overLimit(Socket socket, String field, Ack ack) {}

    /// [#event] has thrown this; the acknowledgement may still be answered.
    default void failed(Socket socket, Ack ack, Throwable fault) {
        LoggerFactory.getLogger(SocketListener.class).error("listener failed", fault);
    }

    /// The end, once; nothing comes after it.
    default void disconnected(Socket socket, CloseReason reason) {}
}
