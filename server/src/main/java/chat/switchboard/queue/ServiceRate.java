package chat.switchboard.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// How fast each department serves its line, measured over the last hour.
///
/// @param served by department; those without one under null
record ServiceRate(Map<UUID, Served> served, Instant at) {
    static final ServiceRate UNKNOWN = new ServiceRate(Map.of(), Instant.EPOCH);

    /// Fewer say nothing about the next one.
    private static final int FEWEST = 3;
    /// A desk that just opened is not taken for a fast one.
    private static final Duration SHORTEST = Duration.ofMinutes(10);

    /// @param first of them in the time measured
    record Served(int count, Instant first) {}

    /// The expected wait at this place of the line, in seconds; null when it is not known.
    Integer waitAt(UUID department, int position) {
        Served measured = served.get(department);
        if (measured == null || measured.count < FEWEST) return null;
        return rounded(position * seconds(measured) / measured.count);
    }

    /// The expected wait of somebody who would come now, wherever they go; null when it is not known.
    Integer waitOfNewcomer(int waiting) {
        int count = served.values().stream().mapToInt(Served::count).sum();
        if (count < FEWEST) return null;
        double longest =
                served.values().stream().mapToDouble(this::seconds).max().orElse(0);
        return rounded((waiting + 1) * longest / count);
    }

    private double seconds(Served measured) {
        Duration since = Duration.between(measured.first, at);
        return (since.compareTo(SHORTEST) < 0 ? SHORTEST : since).toMillis() / 1000.0;
    }

    /// As precise as a promise can be: fives up to a minute, tens up to five, then half minutes.
    private static int rounded(double seconds) {
        int step = seconds <= 60 ? 5 : seconds <= 300 ? 10 : 30;
        return Math.toIntExact(Math.min(Math.ceilDiv((long) Math.ceil(seconds), step) * step, 86_400));
    }
}
