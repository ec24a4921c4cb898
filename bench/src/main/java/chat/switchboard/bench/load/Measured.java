package chat.switchboard.bench.load;

import org.HdrHistogram.Histogram;

/// What one run showed. A message is complete when it was acknowledged and delivered to the other side.
///
/// @param complete messages complete while the run lasted, and
/// @param seconds how long that was
/// @param total messages complete in the end, with those that were on their way when the time was over
/// @param refused messages answered with a refusal
/// @param unfinished messages that were not complete long after the end
/// @param disconnected sockets the server closed
/// @param acknowledged from the intended time of sending to the acknowledgement
/// @param delivered from the intended time of sending to the other side
public record Measured(
        long complete,
        double seconds,
        long total,
        long refused,
        long unfinished,
        int disconnected,
        Latency acknowledged,
        Latency delivered) {

    /// Microseconds.
    public record Latency(long p50, long p90, long p99, long p999, long most) {
        static Latency of(Histogram histogram) {
            return new Latency(
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(90),
                    histogram.getValueAtPercentile(99),
                    histogram.getValueAtPercentile(99.9),
                    histogram.getMaxValue());
        }
    }

    public double perSecond() {
        return complete / seconds;
    }
}
