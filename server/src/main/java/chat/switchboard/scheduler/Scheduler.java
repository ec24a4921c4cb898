package chat.switchboard.scheduler;

import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import chat.switchboard.settings.Setting;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs all periodic work of this node, each job on a virtual thread of its own.
///
/// A job that fails is tried again after its interval. A job that hangs delays no other; it is named by [#overdue],
/// its lease is not renewed, and so another node takes over.
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    /// @param leaseLength how long a node that died keeps the others from its work
    /// @param jobOverdueAfter how long a run may take before it counts as hanging
    public record Settings(
            @Setting(says = "How long a node that died keeps the others from its periodic work.", fallback = "10s")
            Duration leaseLength,

            @Setting(
                    says =
                            "A run of periodic work that takes longer may hang: it is logged, named by `/health/ready`, and another node takes it over.",
                    fallback = "1m")
            Duration jobOverdueAfter) {}

    private final Settings settings;
    private final Clock clock;
    private final Leases leases;
    private final List<JobLoop> loops = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> reportedOverdue = new HashSet<>();

    public Scheduler(Database database, Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.leases = new Leases(database, settings.leaseLength());
        add(List.of(
                Job.onEveryNode("leases", leases.renewalInterval(), this::renewLeases),
                Job.onEveryNode("overdue-jobs", settings.jobOverdueAfter().dividedBy(2), this::reportOverdue)));
    }

    /// To be called before [#start].
    public void add(List<Job> jobs) {
        for (Job job : jobs) {
            if (loops.stream().anyMatch(loop -> loop.job().name().equals(job.name())))
                throw new IllegalArgumentException("Two jobs are named " + job.name());
            loops.add(new JobLoop(job, leases::find, settings.jobOverdueAfter(), clock));
        }
    }

    public void start() {
        for (JobLoop loop : loops)
            threads.add(Thread.ofVirtual().name("job-" + loop.job().name()).start(loop));
    }

    public List<JobStatus> statuses() {
        return loops.stream().map(JobLoop::status).toList();
    }

    public JobStatus status(String name) {
        return statuses().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The names of jobs whose current run takes longer than any should.
    public List<String> overdue() {
        return statuses().stream()
                .filter(JobStatus::overdue)
                .map(JobStatus::name)
                .toList();
    }

    /// Waits for the runs that have begun, at most 30 seconds, then leaves the leases to others.
    @Override
    public void close() {
        loops.forEach(JobLoop::close);
        try {
            long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
            for (Thread thread : threads) {
                Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
                if (!thread.join(left)) LOG.warn("{} did not end and is left behind.", thread.getName());
            }
            leases.leave();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.info("The leases end by themselves: {}", LogText.line(fault));
        }
    }

    /// The lease of a job that hangs is left to another node.
    private void renewLeases() {
        List<String> names = loops.stream()
                .filter(loop -> loop.job() instanceof Job.OnOneNode)
                .map(JobLoop::status)
                .filter(status -> !status.overdue())
                .map(JobStatus::name)
                .toList();
        if (names.isEmpty()) return;
        List<String> taken = leases.renew(names);
        for (JobLoop loop : loops)
            if (taken.contains(loop.job().name())) loop.job().signal().raise();
    }

    /// Once for each run that hangs, as far as they are seen to end.
    private void reportOverdue() {
        List<String> overdue = overdue();
        reportedOverdue.retainAll(overdue);
        for (String name : overdue)
            if (reportedOverdue.add(name))
                LOG.warn("Job {} has been running for more than {} and may hang.", name, settings.jobOverdueAfter());
    }
}
