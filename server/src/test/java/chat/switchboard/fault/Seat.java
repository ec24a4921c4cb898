package chat.switchboard.fault;

import chat.switchboard.fault.Books.Draft;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/// Where somebody writes, as whom, into what; and the two ways to send.
record Seat(URI server, String token, UUID conversationId) {
    /// A connection that fell silent is given up as soon as a socket would be.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// The server's own word that it did not take the message.
    static final class Refused extends IOException {
        private final String code;

        Refused(JsonNode error) {
            super(error.toString());
            code = error.get("code").textValue();
        }

        boolean forNow() {
            return code.equals("unavailable");
        }
    }

    Seat at(URI elsewhere) {
        return new Seat(elsewhere, token, conversationId);
    }

    Wire connect() throws IOException {
        return Wire.connect(server, token, _ -> {});
    }

    /// @return the seq that was acknowledged
    int send(Wire wire, Draft draft) throws IOException {
        JsonNode answer = wire.call("message.send", command(draft));
        if (!answer.get("ok").booleanValue()) throw new Refused(answer.get("error"));
        return answer.get("message").get("seq").intValue();
    }

    /// Sends and leaves the answer to chance.
    void tell(Wire wire, Draft draft) {
        wire.tell("message.send", command(draft));
    }

    /// By REST.
    ///
    /// @return the seq that was acknowledged
    int post(Draft draft) throws IOException {
        Api.Answer answer = new Api(server, token, PATIENCE)
                .post("/api/v1/conversations/%s/messages".formatted(conversationId), body(draft));
        if (answer.status() >= 300) throw new Refused(answer.json());
        return answer.json().get("seq").intValue();
    }

    private ObjectNode command(Draft draft) {
        return body(draft).put("conversationId", conversationId.toString());
    }

    private static ObjectNode body(Draft draft) {
        return Json.object("id", draft.id(), "content", draft.content());
    }
}
