package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.switchboard.fault.Wire;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.socketio.Ack;
import chat.switchboard.socketio.Admission;
import chat.switchboard.socketio.Options;
import chat.switchboard.socketio.Socket;
import chat.switchboard.socketio.SocketIoServer;
import chat.switchboard.socketio.SocketListener;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/// Whatever breaks behind a command, errors of the machine included: one acknowledgement, and one line in the log with
/// its id.
class FaultsTest {
    final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("on a virtual thread", (Consumer<PendingCommand>)
                        call -> new BlockingWork(1).run(call, () -> {
                            throw new StackOverflowError();
                        })),
                Arguments.of("in the ledger", (Consumer<PendingCommand>) call ->
                        call.answerWhen(CompletableFuture.failedFuture(new OutOfMemoryError("for a test")), _ -> {})),
                Arguments.of("while its answer is made", (Consumer<PendingCommand>) call -> {
                    Outcome<Committed> accepted = Outcome.done(null);
                    call.answerWhen(
                            CompletableFuture.completedFuture(accepted),
                            _ -> call.ok(_ -> {
                                throw new NoClassDefFoundError("for a test");
                            }));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void a_command_that_breaks_is_acknowledged_once(String where, Consumer<PendingCommand> command) throws IOException {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("chat.switchboard");
        logger.addAppender(log);
        try (Wire socket = Wire.connect(URI.create("http://127.0.0.1:" + serve(command)), "any", _ -> {})) {
            JsonNode error = socket.call("any", "{}").get("error");
            assertThat(error.get("code").textValue()).isEqualTo("unavailable");
            assertThat(log.list).hasSize(1);
            String id = log.list.getFirst().getArgumentArray()[0].toString();
            assertThat(error.get("message").textValue()).contains(id);
        } finally {
            logger.detachAppender(log);
        }
    }

    private int serve(Consumer<PendingCommand> command) {
        SocketListener listener = new SocketListener() {
            @Override
            public void event(Socket from, String name, ArrayNode args, Ack ack) {
                command.accept(new PendingCommand(null, new Client(null, null), name, args, ack));
            }
        };
        var sockets = new SocketIoServer(
                Options.defaults(), (_, _, _) -> CompletableFuture.completedFuture(new Admission.Accepted(listener)));
        return SocketDesk.listening(vertx, sockets).actualPort();
    }
}
