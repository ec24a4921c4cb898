package chat.switchboard.gateway;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.contract.Contract;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Principal;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Actor;
import chat.switchboard.socketio.Options;
import chat.switchboard.socketio.SocketIoServer;
import io.socket.client.Socket;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rights that end at an awkward moment: when a socket's token was believed and the socket cannot be found yet, or when
/// its session has a newer token already.
class RightsEndMeanwhileTest {
    static final SocketDesk desk = new SocketDesk();
    static final Vertx vertx = Vertx.vertx();
    static final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Account.Session sana;

    @BeforeEach
    void sana_has_logged_in() {
        sana = desk.agent("Sana");
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        threads.close();
        desk.close();
    }

    @Test
    void a_socket_whose_session_ends_while_it_connects_is_closed() {
        int port = admittingAfter(() -> desk.identity.logOut(principal(sana), "10.0.0.1"));
        try (var socket = TestSocket.connect(port, sana.token()).connected()) {
            socket.await(Socket.EVENT_DISCONNECT);
        }
    }

    @Test
    void a_socket_whose_account_loses_rights_while_it_connects_is_closed() {
        var amna = (Actor.Admin) principal(desk.admin("Amna")).actor();
        var demotion = new Account.Changes(null, null, Account.Role.PARTNER, null, null, null, null, null);
        int port = admittingAfter(() -> SocketDesk.done(
                desk.identity.people().edit(amna, Origin.SYSTEM, sana.account().id(), demotion)));
        try (var socket = TestSocket.connect(port, sana.token()).connected()) {
            socket.await(Socket.EVENT_DISCONNECT);
        }
    }

    /// Another node changes the account and refreshes the session before this one looks.
    @Test
    void a_socket_with_the_rights_of_before_ends_although_its_session_has_those_of_now() {
        try (var socket = desk.connect(sana.token()).connected()) {
            desk.database.asSuperuser(handle ->
                    handle.createUpdate("""
                            WITH demoted AS (UPDATE account SET role = 'partner' WHERE id = :id RETURNING updated_at)
                            UPDATE account_session SET account_as_of = demoted.updated_at FROM demoted
                            WHERE account_id = :id""").bind("id", sana.account().id()).execute());
            socket.await(Socket.EVENT_DISCONNECT);
        }
    }

    private static Principal principal(Account.Session session) {
        return SocketDesk.done(desk.identity.authenticate(session.token()));
    }

    /// The port of a gateway that believes a token, and hears nothing of what happens before the socket is in. Nothing
    /// of it runs by time.
    private static int admittingAfter(Runnable happens) {
        var gateway = new Gateway(
                desk.identity,
                new Gateway.Features(
                        Contract.load(),
                        desk.conversations,
                        new Inbox(desk.database.requests()),
                        desk.presence,
                        desk.queue),
                new Gateway.Limits(5, 100, 128 * 1024, Duration.ofSeconds(30), SocketDesk.PATIENT),
                new Gateway.Telling(Duration.ofMillis(200), Duration.ofSeconds(1), () -> true),
                Clock.systemUTC());
        var sockets = new SocketIoServer(
                Options.defaults(),
                (handshake, namespace, auth) -> gateway.admit(handshake, namespace, auth)
                        .thenApplyAsync(
                                admission -> {
                                    happens.run();
                                    return admission;
                                },
                                threads));
        return SocketDesk.listening(vertx, sockets).actualPort();
    }
}
