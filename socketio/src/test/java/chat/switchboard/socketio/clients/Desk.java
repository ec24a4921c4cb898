package chat.switchboard.socketio.clients;

import chat.switchboard.socketio.Ack;
import chat.switchboard.socketio.Admission;
import chat.switchboard.socketio.Frame;
import chat.switchboard.socketio.Options;
import chat.switchboard.socketio.Socket;
import chat.switchboard.socketio.SocketIoServer;
import chat.switchboard.socketio.SocketListener;
import chat.switchboard.socketio.engine.EngineOptions;
import chat.switchboard.socketio.engine.Handshake;
import chat.switchboard.socketio.raw.TestServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A server that does on request what clients have to cope with. Who has the token `good` may enter.
final class Desk implements SocketListener, AutoCloseable {
    private final SocketIoServer sockets = new SocketIoServer(
            Options.of(EngineOptions.defaults().with(o -> o.pingInterval = Duration.ofMillis(200))), this::admit);
    private final TestServer server;
    private final String scheme;

    Desk() {
        server = TestServer.start(sockets::handle);
        scheme = "http";
    }

    /// Over TLS.
    Desk(X509Bundle certificate) {
        server = TestServer.start(certificate, sockets::handle);
        scheme = "https";
    }

    String url() {
        return scheme + "://localhost:" + port();
    }

    int port() {
        return server.port();
    }

    private CompletionStage<Admission> admit(Handshake handshake, String namespace, ObjectNode auth) {
        boolean good = auth.path("token").asText().equals("good");
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("code", "unauthenticated");
        return CompletableFuture.completedFuture(
                good ? new Admission.Accepted(this) : new Admission.Refused("bad token", data));
    }

    @Override
    public void event(Socket socket, String name, ArrayNode args, Ack ack) {
        switch (name) {
            case "echo" -> ack.answer(args.valueStream().toList());
            case "drop" -> socket.close();
            case "leave" -> socket.disconnect();
            case "ask" -> ask(socket, args.get(0));
            default -> throw new IllegalArgumentException(name);
        }
    }

    private static void ask(Socket socket, JsonNode question) {
        socket.request("question", Duration.ofSeconds(5), question.toString().getBytes())
                .thenAccept(answer -> socket.send(Frame.event("answered", List.of(answer.get(0)))));
    }

    @Override
    public void close() {
        server.close();
    }
}
