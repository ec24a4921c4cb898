package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.Handshake;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;

/// What the server is built on; all that an application has to implement, with [SocketListener].
@FunctionalInterface
public interface Application {
    /// A client asks to join a namespace. Called on its event loop, so it must not block; the answer may come from
    /// any thread, within the connect time-out, after which the client is gone.
    ///
    /// @param auth what the client sent to prove who it is; empty if nothing
    CompletionStage<Admission> admit(Handshake handshake, String namespace, ObjectNode auth);
}
