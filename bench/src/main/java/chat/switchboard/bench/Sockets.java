package chat.switchboard.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Idle authenticated sockets, as many as the machine lets one node have, and the memory they take.
///
/// @param baseKilobytes resident memory of the server without sockets
/// @param openFiles most that a process may have here; null where there is no limit
public record Sockets(String subject, long baseKilobytes, Long openFiles, List<Size> sizes) {
    /// What is wanted, and what is worked out where it cannot be measured.
    static final int GOAL = 100_000;

    private static final Duration SETTLING = Duration.ofSeconds(4);
    private static final int OF_A_GENERATOR = 15_000;
    /// Files that the server may need beside its sockets, above those it has open at rest.
    private static final int RESERVE = 300;

    /// @param sockets that were connected
    public record Size(int sockets, long kilobytes) {}

    static Sockets of(Subject subject, Options options, Path folder, Children children) throws Exception {
        try (Instance instance = subject.start(folder, children)) {
            breakIn(options, instance, folder, children);
            long base = restingKilobytes(instance);
            Long limit = ProcFs.mostOpenFiles(instance.pid());
            long most = limit == null ? Integer.MAX_VALUE : limit - ProcFs.openFiles(instance.pid()) - RESERVE;
            var sizes = new ArrayList<Size>();
            var generators = new ArrayList<LoadProcess>();
            try {
                int connected = 0;
                for (int size : options.sockets()) {
                    int wanted = (int) Math.min(size, most);
                    while (connected < wanted) {
                        int more = Math.min(OF_A_GENERATOR, wanted - connected);
                        LoadProcess generator = LoadProcess.start(instance.target(), folder, children);
                        generators.add(generator);
                        generator.wait(more, generators.size());
                        connected += more;
                    }
                    sizes.add(new Size(connected, restingKilobytes(instance)));
                    if (wanted < size) break;
                }
            } finally {
                generators.forEach(LoadProcess::close);
            }
            return new Sockets(subject.name(), base, limit, sizes);
        }
    }

    double kilobytesEach(Size size) {
        return (size.kilobytes - baseKilobytes) / (double) size.sockets;
    }

    /// What the goal would take, if each socket took what it takes at the largest size measured.
    double extrapolatedMegabytes() {
        return (baseKilobytes + GOAL * kilobytesEach(sizes.getLast())) / 1024;
    }

    /// Code is loaded and compiled before memory is compared, or all of that would be the sockets'.
    private static void breakIn(Options options, Instance instance, Path folder, Children children) throws IOException {
        try (LoadProcess first = LoadProcess.start(instance.target(), folder, children)) {
            first.wait(options.sockets().getFirst(), 1);
        }
    }

    private static long restingKilobytes(Instance instance) throws Exception {
        Thread.sleep(SETTLING);
        instance.collectGarbage();
        Thread.sleep(SETTLING);
        return instance.residentKilobytes();
    }
}
