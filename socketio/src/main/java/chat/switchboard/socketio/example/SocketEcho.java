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

/// What the Socket.IO suite expects of its server.
record SocketEcho(ObjectNode auth) implements SocketListener {
    private static final Set<String> NAMESPACES = Set.of("/", "/custom");

    static CompletionStage<Admission> admit(Handshake handshake, String namespace, ObjectNode auth) {
        return CompletableFuture.completedFuture(
                NAMESPACES.contains(namespace)
                        ? new Admission.Accepted(new SocketEcho(auth))
                        : Admission.unknownNamespace());
    }

    @Override
    public void connected(Socket socket) {
        socket.send(Frame.event("auth", List.of(auth)));
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
