package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A password is hashed for some time. Whatever relies on it afterwards must not when it was changed meanwhile.
class ProofRacesTest {
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");
    static final AtomicInteger count = new AtomicInteger();
    static final String PASSWORD = "\"password\":\"" + RunningServer.PASSWORD + "\"";

    @AfterAll
    static void stop() {
        server.close();
    }

    /// Somebody who is logged in and has a link to reset the password.
    record Owner(UUID id, String email, Rest rest, String link) {}

    /// @param status of the refusal
    record Use(String name, Function<Owner, Rest.Answer> request, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> all() {
        var uses = Stream.of(
                new Use(
                        "log in",
                        owner -> Rest.nobody(server)
                                .post("/sessions", "{\"email\":\"%s\",%s}".formatted(owner.email, PASSWORD)),
                        401),
                new Use("confirm it", owner -> owner.rest.post("/sessions/current/step-up", "{" + PASSWORD + "}"), 422),
                new Use(
                        "change it",
                        owner -> owner.rest.put(
                                "/me/password", "{%s,\"newPassword\":\"of another kind 7\"}".formatted(PASSWORD)),
                        422),
                new Use(
                        "follow a link",
                        owner -> Rest.nobody(server)
                                .post("/invites/" + owner.link, "{\"password\":\"of another kind 7\"}"),
                        404));
        return uses.flatMap(use -> Stream.of("password_hash", "totp_secret").map(column -> Arguments.of(use, column)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_was_proven_before_a_change_counts_no_more_after_it(Use use, String column) throws InterruptedException {
        Owner owner = owner();
        var changed = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        Executor threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var changer = CompletableFuture.runAsync(() -> change(owner, column, changed, mayCommit), threads);
            changed.await();
            var answer = CompletableFuture.supplyAsync(() -> use.request.apply(owner), threads);
            Eventually.until("it waits for the change", ProofRacesTest::somebodyWaits);
            mayCommit.countDown();
            changer.join();
            answer.join().is(use.status);
        } finally {
            mayCommit.countDown();
        }
        assertThat(stored(owner, column)).isEqualTo("changed");
    }

    static Owner owner() {
        String email = "owner%d@example.com".formatted(count.incrementAndGet());
        UUID id = server.account(email, "Hina", Account.Role.AGENT).id();
        String link = admin.post("/accounts/" + id + "/password-reset", "{}")
                .is(201)
                .at("/link")
                .split("#", 2)[1];
        return new Owner(id, email, Rest.account(server, email), link);
    }

    /// Commits when it may.
    static void change(Owner owner, String column, CountDownLatch changed, CountDownLatch mayCommit) {
        server.postgres().jobs().transaction(Actor.SYSTEM, handle -> {
            handle.execute("UPDATE account_credential SET " + column + " = 'changed' WHERE account_id = ?", owner.id);
            changed.countDown();
            try {
                mayCommit.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
    }

    static boolean somebodyWaits() {
        return server.postgres()
                .requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM pg_stat_activity
                                       WHERE datname = current_database() AND wait_event_type = 'Lock'
                                         AND query LIKE '%account_credential%')""").mapTo(Boolean.class).one());
    }

    static String stored(Owner owner, String column) {
        return server.postgres()
                .requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.createQuery(
                                        "SELECT " + column + " FROM account_credential WHERE account_id = :id")
                                .bind("id", owner.id)
                                .mapTo(String.class)
                                .one());
    }
}
