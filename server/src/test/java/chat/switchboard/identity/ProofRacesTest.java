package chat.switchboard.identity;

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

    /// Somebody who is logged in, has a link to reset the password, and is about to set up a second factor.
    record Owner(UUID id, String email, Rest rest, String link, String secret) {}

    enum Change {
        PASSWORD("password_hash = 'changed'"),
        SECOND_FACTOR("totp_secret = 'changed'"),
        /// The same password, hashed at a higher cost: nothing is another.
        COST("password_hash = 'changed', strengthened_at = clock_timestamp()");

        final String assignments;

        Change(String assignments) {
            this.assignments = assignments;
        }
    }

    /// @param done status where nothing was changed
    /// @param refused status otherwise
    record Use(String name, Function<Owner, Rest.Answer> request, int done, int refused) {
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
                        201,
                        401),
                new Use(
                        "confirm it",
                        owner -> owner.rest.post("/sessions/current/step-up", "{" + PASSWORD + "}"),
                        204,
                        422),
                new Use(
                        "change it",
                        owner -> owner.rest.put(
                                "/me/password", "{%s,\"newPassword\":\"of another kind 7\"}".formatted(PASSWORD)),
                        204,
                        422),
                new Use(
                        "follow a link",
                        owner -> Rest.nobody(server)
                                .post("/invites/" + owner.link, "{\"password\":\"of another kind 7\"}"),
                        201,
                        404),
                new Use(
                        "turn a second factor on",
                        owner -> owner.rest.post(
                                "/me/totp", "{\"code\":\"%s\"}".formatted(Authenticator.code(owner.secret, 0))),
                        200,
                        401));
        return uses.flatMap(use -> Stream.of(Change.values()).map(change -> Arguments.of(use, change)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_was_proven_before_a_change_counts_no_more_after_it(Use use, Change change) throws InterruptedException {
        Owner owner = owner();
        var changed = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        Executor threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var changer = CompletableFuture.runAsync(() -> change(owner, change, changed, mayCommit), threads);
            changed.await();
            var answer = CompletableFuture.supplyAsync(() -> use.request.apply(owner), threads);
            Eventually.until("it waits for the change", ProofRacesTest::somebodyWaits);
            mayCommit.countDown();
            changer.join();
            answer.join().is(change == Change.COST ? use.done : use.refused);
        } finally {
            mayCommit.countDown();
        }
    }

    static Owner owner() {
        String email = "owner%d@example.com".formatted(count.incrementAndGet());
        UUID id = server.account(email, "Hina", Account.Role.AGENT).id();
        String link = admin.post("/accounts/" + id + "/password-reset", "{}")
                .is(201)
                .at("/link")
                .split("#", 2)[1];
        Rest rest = Rest.account(server, email);
        return new Owner(id, email, rest, link, Authenticator.begin(rest));
    }

    /// Commits when it may.
    static void change(Owner owner, Change change, CountDownLatch changed, CountDownLatch mayCommit) {
        server.postgres().jobs().transaction(Actor.SYSTEM, handle -> {
            handle.execute("UPDATE account_credential SET " + change.assignments + " WHERE account_id = ?", owner.id);
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
}
