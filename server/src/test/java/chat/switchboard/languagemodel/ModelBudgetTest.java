package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How much of the model may be used on one day.
class ModelBudgetTest {

    @Test
    void calls_beyond_the_budget_are_refused_until_the_next_day() {
        try (ModelDesk desk = new ModelDesk("SWITCHBOARD_LANGUAGE_MODEL_CALLS_PER_DAY", "3")) {
            String id = desk.conversation("Hello");
            for (int i = 0; i < 3; i++) desk.draft(id).is(200);
            Rest.Answer refused = desk.draft(id).isProblem(Code.RATE_LIMITED);
            assertThat(refused.at("/reason")).isEqualTo("language_model_budget");
            // It is nine in the morning.
            assertThat(refused.header("retry-after")).isEqualTo(Integer.toString(15 * 3600));
            assertThat(desk.model.asked()).hasSize(3);
            assertThat(desk.state().at("/usedToday/calls").intValue()).isEqualTo(3);

            desk.later(Duration.ofHours(15));
            desk.draft(id).is(200);
            assertThat(desk.state().at("/usedToday/calls").intValue()).isEqualTo(1);
        }
    }

    @Test
    void tokens_count_as_the_endpoint_says_and_what_it_refuses_costs_nothing() {
        try (ModelDesk desk = new ModelDesk("SWITCHBOARD_LANGUAGE_MODEL_TOKENS_PER_DAY", "2500")) {
            String id = desk.conversation("Hello");
            desk.draft(id).is(200);
            assertThat(used(desk)).isEqualTo(110);
            desk.model.behave(ModelServer.status(500, ""));
            desk.draft(id).isProblem(Code.UNAVAILABLE);
            long afterFault = used(desk);
            assertThat(afterFault).isGreaterThan(1_000);
            desk.draft(id).isProblem(Code.RATE_LIMITED);
            desk.later(Duration.ofDays(1));
            desk.model.behave(ModelServer.status(400, ""));
            desk.draft(id).isProblem(Code.UNAVAILABLE);
            assertThat(used(desk)).isZero();
        }
    }

    @Test
    void with_a_budget_of_nothing_nothing_leaves() {
        try (ModelDesk desk = new ModelDesk("SWITCHBOARD_LANGUAGE_MODEL_CALLS_PER_DAY", "0")) {
            desk.draft(desk.conversation("Hello")).isProblem(Code.RATE_LIMITED);
            assertThat(desk.model.asked()).isEmpty();
        }
    }

    @Test
    void two_nodes_share_one_budget() throws Exception {
        try (ModelServer model = new ModelServer()) {
            Map<String, String> settings = new HashMap<>(model.settings());
            settings.put("SWITCHBOARD_SECRET", java.util.Base64.getEncoder().encodeToString(new byte[32]));
            settings.put("SWITCHBOARD_LANGUAGE_MODEL_CALLS_PER_DAY", "10");
            settings.put("SWITCHBOARD_LANGUAGE_MODEL_AT_ONCE", "20");
            try (RunningServer one = RunningServer.start(settings);
                    RunningServer two = RunningServer.beside(one, settings)) {
                String id = Rest.customer(one, "Ayesha").open("Hello");
                List<Rest> admins = List.of(Rest.account(one, "admin@localhost"), Rest.account(two, "admin@localhost"));
                CountDownLatch start = new CountDownLatch(1);
                var answers = IntStream.range(0, 20)
                        .mapToObj(i -> java.util.concurrent.CompletableFuture.supplyAsync(
                                () -> {
                                    try {
                                        start.await();
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                    return admins.get(i % 2)
                                            .post("/conversations/" + id + "/reply-draft", "{}")
                                            .status();
                                },
                                task -> Thread.ofVirtual().start(task)))
                        .toList();
                start.countDown();
                List<Integer> statuses = answers.stream()
                        .map(java.util.concurrent.CompletableFuture::join)
                        .toList();
                assertThat(statuses.stream().filter(status -> status == 200)).hasSize(10);
                assertThat(statuses.stream().filter(status -> status == 429)).hasSize(10);
                assertThat(model.asked()).hasSize(10);
                assertThat(admins.get(1)
                                .get("/language-model")
                                .is(200)
                                .json()
                                .at("/usedToday/calls")
                                .intValue())
                        .isEqualTo(10);
            }
        }
    }

    /// More wait a moment, then they are told that it is busy.
    @Test
    void so_many_are_asked_at_once_and_no_more() {
        try (ModelDesk desk =
                new ModelDesk("SWITCHBOARD_LANGUAGE_MODEL_AT_ONCE", "1", "SWITCHBOARD_LANGUAGE_MODEL_TIMEOUT", "1m")) {
            String id = desk.conversation("Hello");
            CountDownLatch go = new CountDownLatch(1);
            desk.model.behave((asked, connection) -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                ModelServer.says("Hello").answer(asked, connection);
            });
            var first = java.util.concurrent.CompletableFuture.supplyAsync(
                    () -> desk.draft(id), task -> Thread.ofVirtual().start(task));
            Eventually.until("it was asked", () -> desk.model.asked().size() == 1);
            desk.draft(id).isProblem(Code.UNAVAILABLE);
            assertThat(desk.model.asked()).hasSize(1);
            go.countDown();
            assertThat(first.join().status()).isEqualTo(200);
        }
    }

    private static long used(ModelDesk desk) {
        return desk.state().at("/usedToday/size").longValue();
    }
}
