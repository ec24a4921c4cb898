package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The fallback where sockets fail.
class LongPollTest {
    static final RunningServer server = RunningServer.start();

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void news_that_are_there_already_come_at_once() {
        Rest ayesha = Rest.customer(server, "Ayesha");
        String id = ayesha.open("Hello");
        Instant asked = Instant.now();
        assertThat(poll(ayesha, id, 0, 20).json().get("items")).hasSize(2);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void who_waits_hears_the_next_message_when_it_is_written() {
        Rest ayesha = Rest.customer(server, "Ayesha");
        String id = ayesha.open("Hello");
        var waiting = CompletableFuture.supplyAsync(() -> poll(ayesha, id, 2, 25));
        awaitWaiting(1);
        ayesha.say(id, "LongPoll").is(201);
        assertThat(waiting.join().at("/items/0/content")).isEqualTo("LongPoll");
        awaitWaiting(0);
    }

    @Test
    void a_quiet_conversation_answers_with_nothing_when_the_time_is_over() {
        Rest ayesha = Rest.customer(server, "Ayesha");
        assertThat(poll(ayesha, ayesha.open("Hello"), 2, 1).is(200).json().get("items"))
                .isEmpty();
    }

    @Test
    void reading_and_assigning_are_no_news() {
        Rest ayesha = Rest.customer(server, "Ayesha");
        String id = ayesha.open("Hello");
        var waiting = CompletableFuture.supplyAsync(() -> poll(ayesha, id, 2, 2));
        awaitWaiting(1);
        ayesha.put("/conversations/" + id + "/read", "{\"seq\":1}").is(204);
        assertThat(waiting.join().json().get("items")).isEmpty();
    }

    @Test
    void many_who_wait_hold_no_connection_to_the_database() {
        Rest ayesha = Rest.customer(server, "Ayesha");
        String id = ayesha.open("Hello");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Rest.Answer>> waiting = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> poll(ayesha, id, 2, 25), threads))
                    .limit(100)
                    .toList();
            awaitWaiting(100);
            await("no connection in use", () -> server.postgres().requests().connectionsInUse() == 0);
            ayesha.say(id, "LongPoll").is(201);
            assertThat(waiting)
                    .allSatisfy(
                            one -> assertThat(one.join().at("/items/0/content")).isEqualTo("LongPoll"));
        }
    }

    @Test
    void who_is_logged_out_while_waiting_hears_nothing() {
        server.account("sana@example.com", "Sana", Account.Role.AGENT);
        Rest ayesha = Rest.customer(server, "Ayesha");
        Rest sana = Rest.account(server, "sana@example.com");
        String id = ayesha.open("Hello");
        var waiting = CompletableFuture.supplyAsync(() -> poll(sana, id, 2, 25));
        awaitWaiting(1);
        sana.delete("/sessions/current").is(204);
        ayesha.say(id, "Not for her any more").is(201);
        waiting.join().isProblem(Code.UNAUTHENTICATED);
    }

    private static Rest.Answer poll(Rest who, String id, int after, int seconds) {
        return who.get("/conversations/" + id + "/messages?after=" + after + "&wait=" + seconds);
    }

    private static void awaitWaiting(int count) {
        String line = "switchboard_long_polls " + count + ".0";
        await(line, () -> Rest.nobody(server).page("/metrics").text().contains(line));
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).describedAs("waiting for " + what).isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
