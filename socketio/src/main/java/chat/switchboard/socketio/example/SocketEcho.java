package chat.switchboard.socketio.example;

import chat.switchboard.socketio.Ack;
import chat.switchboard.socketio.Admission;
import chat.switchboard.socketio.Frame;
import chat.switchboard.socketio.Socket;
import chat.switchboard.socketio.SocketListener;
import chat.switchboard.socketio.engine.Handshake;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// What the Socket.IO suite expects of its server.
record SocketEcho(ObjectNode auth) implements SocketListener {
    private static final Set<String> NAMESPACES = Set.of("/", "/custom");

    static CompletionStage<Admission> admit(Handshake handshake, String namespace, ObjectNode auth) {
        return CompletableFuture.completedFuture(
                NAMESPACES.contains(namespace)
                        ? new Admission.Accepted(new SocketEcho(auth))
                        : Admission.unknownNamespace());
    }

    /// Not at once: the suite's client loses a message that comes in the same packet as the one before it.
    @Override
    public void connected(Socket socket) {
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
                .execute(() -> socket.send(Frame.event("auth", List.of(auth))));
    }

    @Override
    public void event(Socket socket, String name, ArrayNode args, Ack ack) {
        List<JsonNode> echoed = args.valueStream().toList();
        switch (name) {
            case "message" -> socket.send(Frame.event("message-back", echoed));
            case "message-with-ack" -> ack.answer(echoed);
            default -> {}
        }
    }
}
