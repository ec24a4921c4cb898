package chat.switchboard.background;

import chat.switchboard.kernel.Actor;
import chat.switchboard.ledger.FencingToken;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the jobs this node holds the leases of.
///
/// A job's effects are commands that carry its fence, so that what a node still wants after it was replaced is
/// refused; and they are conditional, so that doing one twice is doing it once. A job has no memory: the first run
/// after a stop finds everything that came due meanwhile.
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final Database database;
    private final Duration leaseLength;
    private final String holder = UUID.randomUUID().toString();
    private final List<Loop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param leaseLength how long a node that died keeps the others waiting
    public Background(Database database, Duration leaseLength, List<Job> jobs) {
        this.database = database;
        this.leaseLength = leaseLength;
        for (Job job : jobs) loops.add(new Loop(job));
    }

    public void start() {
        for (Loop loop : loops)
            threads.add(Thread.ofVirtual().name("job-" + loop.job.name()).start(loop::forEver));
    }

    public List<JobStatus> statuses() {
        return loops.stream().map(Loop::status).toList();
    }

    public JobStatus status(String name) {
        return statuses().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Finishes the runs, then leaves the leases to others.
    @Override
    public void close() {
        closed.countDown();
        try {
            for (Thread thread : threads) thread.join();
            database.transaction(Actor.SYSTEM, handle -> {
                LeaseStore.leave(handle, holder);
                return null;
            });
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.info("The leases end by themselves: {}", LogText.line(fault));
        }
    }

    private final class Loop {
        private final Job job;
        private volatile boolean leading;
        private volatile long runs;
        private volatile long done;
        private volatile long failures;

        Loop(Job job) {
            this.job = job;
        }

        JobStatus status() {
            return new JobStatus(job.name(), leading, runs, done, failures);
        }

        void forEver() {
            while (!waited(run() > 0 ? Duration.ZERO : pause()))
                ;
        }

        /// Never so long that the lease ends between two runs.
        private Duration pause() {
            Duration third = leaseLength.dividedBy(3);
            return job.every().compareTo(third) < 0 ? job.every() : third;
        }

        private int run() {
            try {
                Optional<FencingToken> fence = database.transaction(
                        Actor.SYSTEM, handle -> LeaseStore.take(handle, job.name(), holder, leaseLength));
                leading = fence.isPresent();
                if (!leading) return 0;
                int count = job.work().applyAsInt(fence.get());
                runs++;
                done += count;
                return count;
            } catch (RuntimeException fault) {
                failures++;
                LOG.warn("{} failed and will be tried again: {}", job.name(), LogText.line(fault));
                return 0;
            }
        }

        private boolean waited(Duration pause) {
            try {
                return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                return true;
            }
        }
    }
}
