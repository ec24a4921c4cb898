package chat.switchboard.gateway;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.socketio.Ack;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;

/// Where the commands of sockets arrive: held to their rates, then done. A message is done here, everything else by
/// [ControlCommands]. Runs on the socket's event loop.
final class Commands {
    private final Conversations conversations;
    private final CommandReader reader;
    private final ControlCommands control;
    private final Gateway.CommandLimits limits;
    private final Clock clock;

    Commands(Gateway.Features features, Gateway.CommandLimits limits, ControlCommands control, Clock clock) {
        this.conversations = features.conversations();
        this.reader = new CommandReader(features.contract());
        this.control = control;
        this.limits = limits;
        this.clock = clock;
    }

    void run(Client client, String name, ArrayNode args, Ack ack) {
        Refusal tooMany = client.begins(CommandRates.Kind.of(name), limits, clock.millis());
        if (tooMany == null) {
            PendingCommand pending = new PendingCommand(client, name, args, ack, reader);
            pending.attempt(() -> run(pending));
            return;
        }
        SecurityLog.refused(tooMany, client.actor(), client.address(), "socket");
        if (ack.expected()) ack.answer(Acknowledgement.refused(tooMany));
    }

    private void run(PendingCommand pending) {
        if (pending.name().equals("message.send")) pending.read(Requests.Send.class, send -> send(pending, send));
        else control.run(pending);
    }

    private void send(PendingCommand pending, Requests.Send send) {
        pending.unlessRefused(
                send.command(),
                command -> pending.answerWhen(
                        conversations.submit(pending.actor(), send.conversationId(), command),
                        committed -> pending.ok(json -> Views.messageField(json, committed.message()))));
    }

    /// A command that cannot be read; it counts like any other.
    void refuse(Client client, Refusal refusal, Ack ack) {
        Refusal tooMany = client.begins(CommandRates.Kind.CHANGE, limits, clock.millis());
        if (tooMany == null) client.answered();
        if (ack.expected()) ack.answer(Acknowledgement.refused(tooMany == null ? refusal : tooMany));
    }
}
