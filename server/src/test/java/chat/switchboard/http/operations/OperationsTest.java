package chat.switchboard.http.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.RunningServer;
import chat.switchboard.contract.Contract;
import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.postgres.Database;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What operators and their tools see.
public class OperationsTest {
    /// Of the pool for requests, as [chat.switchboard.postgres.TestPostgres] makes it.
    public static final int CONNECTIONS = 4;

    static final RunningServer server =
            RunningServer.start(Map.of("SWITCHBOARD_ALLOWED_ORIGINS", "https://app.example"));
    static final Rest nobody = Rest.nobody(server);

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_server_is_alive_and_ready() {
        nobody.page("/health/live").is(200);
        nobody.page("/health/ready").is(200);
    }

    @Test
    void metrics_tell_of_the_machine_the_api_and_the_ledger() {
        nobody.get("/faq-entries").is(200);
        Eventually.until(
                "metrics are of now",
                () -> nobody.page("/metrics")
                        .is(200)
                        .text()
                        .contains("http_server_requests_seconds_count{operation=\"listFaqEntries\",status=\"200\"}"));
        assertThat(nobody.page("/metrics").text())
                .contains("jvm_memory_used_bytes", "switchboard_sockets", "switchboard_ledger_waiting");
    }

    @Test
    void metrics_tell_which_node_does_the_periodic_work_and_how_it_goes() {
        for (String job : List.of("requeue", "reminders", "close-resolved", "presence", "revocations"))
            Eventually.until("the work of " + job + " is done here", () -> {
                String metrics = nobody.page("/metrics").is(200).text();
                return metrics.contains("switchboard_job_leading{job=\"%s\"} 1.0".formatted(job))
                        && metrics.contains("switchboard_job_failures{job=\"%s\"} 0.0".formatted(job))
                        && metrics.contains("switchboard_job_last_failure_seconds{job=\"%s\"} 0.0".formatted(job))
                        && metrics.contains("switchboard_job_running_seconds{job=\"%s\"} ".formatted(job))
                        && !metrics.contains("switchboard_job_last_success_seconds{job=\"%s\"} 0.0".formatted(job))
                        && !metrics.contains("switchboard_job_runs{job=\"%s\"} 0.0".formatted(job));
            });
    }

    @Test
    void a_job_that_hangs_is_named_by_readiness_until_it_goes_on_and_the_node_stays_ready() {
        try (RunningServer slow = RunningServer.start(Map.of("SWITCHBOARD_JOB_OVERDUE_AFTER", "300ms"))) {
            Rest anybody = Rest.nobody(slow);
            slow.postgres()
                    .asSuperuser(handle -> handle.inTransaction(locked -> {
                        locked.execute("LOCK TABLE agent_presence IN ACCESS EXCLUSIVE MODE");
                        Eventually.until(
                                "it is named",
                                () -> anybody.page("/health/ready")
                                        .is(200)
                                        .text()
                                        .matches(".*\"status\":\"up\",\"overdueJobs\":\\[.*\"presence\".*"));
                        return null;
                    }));
            Eventually.until(
                    "it goes on",
                    () -> anybody.page("/health/ready").is(200).text().equals("{\"status\":\"up\"}"));
        }
    }

    @Test
    void the_contract_is_published_as_it_is_enforced() throws Exception {
        var published = nobody.get("/openapi.json").is(200);
        try (var file = getClass().getResourceAsStream("/openapi/switchboard.json")) {
            assertThat(published.json()).isEqualTo(new ObjectMapper().readTree(file));
        }
        assertThat(nobody.get("/asyncapi.json").is(200).json())
                .isEqualTo(new ObjectMapper().readTree(Contract.load().asyncApi()));
    }

    @Test
    void answers_of_the_api_are_data_and_nobody_keeps_them() {
        var answer = nobody.get("/faq-entries");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("content-security-policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("date")).endsWith("GMT");
    }

    @Test
    void a_page_of_a_named_origin_may_call_the_api_and_no_other() {
        var named = nobody.send("OPTIONS", "/conversations", null, "Origin", "https://app.example");
        assertThat(named.is(204).header("access-control-allow-origin")).isEqualTo("https://app.example");
        assertThat(named.header("access-control-allow-headers")).contains("Authorization");
        assertThat(named.header("access-control-allow-credentials")).isNull();
        var stranger = nobody.send("GET", "/faq-entries", null, "Origin", "https://evil.example");
        assertThat(stranger.header("access-control-allow-origin")).isNull();
    }

    @Test
    void a_port_that_is_taken_is_said_with_what_to_do() {
        var taken = Map.of("SWITCHBOARD_PORT", Integer.toString(server.port()));
        assertThatThrownBy(() -> RunningServer.start(taken))
                .hasMessage("Port %d is in use; start with --port %d.", server.port(), server.port() + 1);
    }

    @Test
    void while_the_database_does_not_answer_the_answer_is_unavailable() throws Exception {
        Rest ayesha = Rest.customer(server, "Ayesha");
        var over = new CountDownLatch(1);
        try (var busy = Executors.newVirtualThreadPerTaskExecutor()) {
            Database database = server.postgres().requests();
            for (int i = 0; i < CONNECTIONS; i++)
                busy.submit(() -> database.transaction(Actor.SYSTEM, _ -> wait(over)));
            await(() -> database.connectionsInUse() == CONNECTIONS);

            var refused = ayesha.get("/conversations").isProblem(Code.UNAVAILABLE);
            assertThat(refused.header("retry-after")).isEqualTo("2");
            nobody.page("/health/live").is(200);
            ayesha.get("/me").is(200);
            over.countDown();
        }
        ayesha.get("/conversations").is(200);
    }

    private static boolean wait(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
