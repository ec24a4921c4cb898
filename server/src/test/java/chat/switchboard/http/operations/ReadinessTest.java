package chat.switchboard.http.operations;

import static chat.switchboard.http.operations.Readiness.State.DATABASE_UNAVAILABLE;
import static chat.switchboard.http.operations.Readiness.State.DISK_FULL;
import static chat.switchboard.http.operations.Readiness.State.LEDGER_FAILING;
import static chat.switchboard.http.operations.Readiness.State.READY;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A balancer sends people elsewhere while nothing can be stored here, and monitoring is told why.
class ReadinessTest {
    @TempDir
    Path folder;

    @Test
    void it_is_ready_while_there_is_space_the_database_answers_and_the_ledger_commits() throws Exception {
        try (TestPostgres postgres = TestPostgres.fresh()) {
            long free = Files.getFileStore(folder).getUsableSpace();
            assertThat(readiness(postgres, free / 2, true).look()).isEqualTo(READY);
            assertThat(readiness(postgres, free * 2, true).look()).isEqualTo(DISK_FULL);
            assertThat(readiness(postgres, free / 2, false).look()).isEqualTo(LEDGER_FAILING);
        }
    }

    @Test
    void it_is_not_ready_when_the_data_folder_is_gone() {
        try (TestPostgres postgres = TestPostgres.fresh()) {
            var gone = Optional.of(new Readiness.Disk(folder.resolve("gone"), 1));
            assertThat(new Readiness(postgres.requests(), () -> true, gone).look())
                    .isEqualTo(DISK_FULL);
        }
    }

    @Test
    void it_is_not_ready_while_no_connection_is_free_for_it() {
        try (TestPostgres postgres = TestPostgres.fresh();
                var busy = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new CountDownLatch(1);
            for (int i = 0; i < OperationsTest.CONNECTIONS; i++)
                busy.submit(() -> postgres.requests().transaction(Actor.SYSTEM, _ -> await(over)));
            Eventually.until("all in use", () -> postgres.requests().connectionsInUse() == OperationsTest.CONNECTIONS);
            assertThat(readiness(postgres, 1, true).look()).isEqualTo(DATABASE_UNAVAILABLE);
            over.countDown();
        }
    }

    @Test
    void however_many_ask_it_is_looked_at_once_a_second() {
        var looks = new AtomicInteger();
        var answer = new OnceASecond<>("test", looks::incrementAndGet);
        assertThat(answer.get().join()).isEqualTo(1);
        for (int i = 0; i < 1_000; i++) answer.get().join();
        assertThat(looks.get()).isLessThan(10);
        Eventually.until("looked at again", () -> answer.get().join() > 1);
    }

    private Readiness readiness(TestPostgres postgres, long leastFree, boolean commits) {
        var disk = Optional.of(new Readiness.Disk(folder, leastFree));
        return new Readiness(postgres.requests(), () -> commits, disk);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
