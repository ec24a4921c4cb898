package chat.switchboard.scheduler;

import chat.switchboard.kernel.FencingToken;
import chat.switchboard.log.LogText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one job until it is closed. A failed run is logged when the one before succeeded, so that an outage is one
/// line; the next run comes all the same.
final class JobLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final double JITTER = 0.1;

    private final Job job;
    private final Function<String, Optional<FencingToken>> leases;
    private final Duration overdueAfter;
    private final Clock clock;
    private volatile boolean closing;
    private volatile long runs;
    private volatile long done;
    private volatile long failures;
    private volatile Instant lastSuccess;
    private volatile Instant lastFailure;
    /// By [System#nanoTime]; null between runs.
    private volatile Long begun;
    private boolean failed;

    JobLoop(Job job, Function<String, Optional<FencingToken>> leases, Duration overdueAfter, Clock clock) {
        this.job = job;
        this.leases = leases;
        this.overdueAfter = overdueAfter;
        this.clock = clock;
    }

    Job job() {
        return job;
    }

    JobStatus status() {
        Duration running = running();
        boolean leading =
                job instanceof Job.OnEveryNode || leases.apply(job.name()).isPresent();
        boolean overdue = running.compareTo(overdueAfter) > 0;
        return new JobStatus(job.name(), leading, runs, done, failures, lastSuccess, lastFailure, running, overdue);
    }

    /// Ends after the current run.
    void close() {
        closing = true;
        job.signal().raise();
    }

    @Override
    public void run() {
        try {
            while (!closing) if (attempt() == 0) job.signal().await(pause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Answers how many things were done.
    private int attempt() {
        begun = System.nanoTime();
        try {
            return switch (job) {
                case Job.OnEveryNode everyNode -> {
                    everyNode.work().run();
                    yield succeeded(0);
                }
                case Job.OnOneNode oneNode -> {
                    Optional<FencingToken> token = leases.apply(job.name());
                    yield token.isEmpty() ? 0 : succeeded(oneNode.work().applyAsInt(token.get()));
                }
            };
        } catch (Throwable fault) {
            failed(fault);
            return 0;
        } finally {
            begun = null;
        }
    }

    private int succeeded(int count) {
        runs++;
        done += count;
        lastSuccess = clock.instant();
        if (failed) LOG.info("Job {} works again.", job.name());
        failed = false;
        return count;
    }

    private void failed(Throwable fault) {
        failures++;
        lastFailure = clock.instant();
        if (!failed) LOG.warn("Job {} failed and will be tried again: {}", job.name(), LogText.line(fault));
        else LOG.debug("Job {} failed again: {}", job.name(), LogText.line(fault));
        failed = true;
    }

    private Duration running() {
        Long since = begun;
        return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /// Nodes that compete for a lease do not ask for it in step. What every node does keeps its interval: some of it is
    /// told to people, at most so often.
    private Duration pause() {
        if (job instanceof Job.OnEveryNode) return job.interval();
        double share = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
        return Duration.ofNanos((long) (job.interval().toNanos() * share));
    }
}
