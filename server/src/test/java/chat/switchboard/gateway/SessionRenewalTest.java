package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.identity.Account;
import chat.switchboard.identity.Customer;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.socket.client.Socket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A socket ends with its token, unless it is given a newer one of the same person.
class SessionRenewalTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final TestClock clock = new TestClock();
    private static final SocketDesk desk = new SocketDesk(Duration.ofMillis(100), clock);

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void everybodys_socket_ends_within_a_minute_of_its_token() {
        Account.Session session = desk.agent("Sana");
        try (var sana = desk.connect(session.token()).connected()) {
            clock.advance(left(session.expiresAt()).plus(MINUTE));
            sana.await(Socket.EVENT_DISCONNECT);
        }
        Customer.Session hers = customer();
        try (var ayesha = desk.connect(hers.token()).connected()) {
            clock.advance(left(hers.expiresAt()).plus(MINUTE));
            ayesha.await(Socket.EVENT_DISCONNECT);
        }
    }

    @Test
    void a_socket_with_a_newer_token_outlives_the_old_one_and_ends_with_the_new() {
        Customer.Session first = customer();
        try (var ayesha = desk.connect(first.token()).connected();
                var other = desk.connect(first.token()).connected()) {
            clock.advance(left(first.expiresAt()).minus(MINUTE));
            Customer.Session second = renewed(first);
            JsonNode answer = ayesha.ok("session.renew", token(second.token()));
            assertThat(Instant.parse(answer.get("expiresAt").textValue())).isAfter(first.expiresAt());

            clock.advance(MINUTE.multipliedBy(2));
            other.await(Socket.EVENT_DISCONNECT);
            ayesha.ok("conversation.open", "{}");

            clock.advance(left(second.expiresAt()).plus(MINUTE));
            ayesha.await(Socket.EVENT_DISCONNECT);
        }
    }

    @Test
    void an_older_token_changes_nothing() {
        Customer.Session first = customer();
        clock.advance(MINUTE);
        Customer.Session second = renewed(first);
        try (var ayesha = desk.connect(second.token()).connected()) {
            JsonNode answer = ayesha.ok("session.renew", token(first.token()));
            clock.advance(left(first.expiresAt()).plus(Duration.ofSeconds(45)));
            ayesha.ok("session.renew", token(second.token()));
            assertThat(Instant.parse(answer.get("expiresAt").textValue())).isAfter(first.expiresAt());
        }
    }

    @Test
    void somebody_elses_token_one_that_has_ended_and_none_are_refused_and_change_nothing() {
        Account.Session old = desk.agent("Omar");
        clock.advance(left(old.expiresAt()).plusSeconds(1));
        Customer.Session hers = customer();
        Account.Session session = desk.agent("Sana");
        try (var sana = desk.connect(session.token()).connected();
                var ayesha = desk.connect(hers.token()).connected()) {
            refused(sana, desk.agent("Omar").token(), "forbidden");
            refused(sana, hers.token(), "forbidden");
            refused(ayesha, customer().token(), "forbidden");
            refused(ayesha, session.token(), "forbidden");
            refused(sana, old.token(), "unauthenticated");
            refused(sana, "no token", "unauthenticated");
            assertThat(code(sana.call("session.renew", "{}"))).isEqualTo("validation_failed");
            assertThat(code(sana.call("session.renew", "{'token':7}"))).isEqualTo("validation_failed");

            clock.advance(left(session.expiresAt()).plus(MINUTE));
            sana.await(Socket.EVENT_DISCONNECT);
            ayesha.ok("conversation.open", "{}");
        }
    }

    @Test
    void a_log_out_ends_the_sockets_that_go_on_under_its_session_and_no_others() {
        Account.Session first = desk.agent("Sana");
        clock.advance(MINUTE);
        Account.Session second = desk.logInAgain(first);
        try (var moved = desk.connect(first.token()).connected();
                var stayed = desk.connect(first.token()).connected()) {
            moved.ok("session.renew", token(second.token()));
            desk.identity.logOut(SocketDesk.done(desk.identity.authenticate(first.token())), "10.0.0.1");
            stayed.await(Socket.EVENT_DISCONNECT);
            moved.ok("inbox.join", "{}");
            desk.identity.logOut(SocketDesk.done(desk.identity.authenticate(second.token())), "10.0.0.1");
            moved.await(Socket.EVENT_DISCONNECT);
        }
    }

    private static void refused(TestSocket socket, String token, String code) {
        assertThat(code(socket.call("session.renew", token(token)))).isEqualTo(code);
    }

    private static String token(String token) {
        return "{'token':'" + token + "'}";
    }

    private static String code(JsonNode answer) {
        return answer.at("/error/code").textValue();
    }

    private static Duration left(Instant end) {
        return Duration.between(clock.instant(), end);
    }

    private static Customer.Session customer() {
        return SocketDesk.done(
                desk.identity.openCustomerSession(new Customer.Profile(null, "Ayesha", null, null), "127.0.0.1"));
    }

    private static Customer.Session renewed(Customer.Session session) {
        var known = (Actor.Customer)
                SocketDesk.done(desk.identity.authenticate(session.token())).actor();
        return SocketDesk.done(
                desk.identity.renewCustomerSession(known, new Customer.Profile(null, null, null, null), "127.0.0.1"));
    }
}
