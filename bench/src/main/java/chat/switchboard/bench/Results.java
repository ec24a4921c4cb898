package chat.switchboard.bench;

import java.util.List;
import java.util.Optional;

/// Everything one run of the bench found; written as JSON beside the report.
public record Results(
        String date,
        Machine machine,
        String postgres,
        Options options,
        List<Throughput> throughput,
        List<Crowd> crowd) {

    static final String OURS = "Switchboard";

    /// The peer's variant with the most messages a second.
    Optional<Throughput> bestPeer() {
        return throughput.stream()
                .filter(one -> !one.subject().equals(OURS))
                .max(java.util.Comparator.comparingDouble(Throughput::perSecond));
    }

    /// The peer's variant with the lowest p99 at this rate.
    Optional<Crowd> calmestPeer(int pace) {
        return crowd.stream()
                .filter(one -> !one.subject().equals(OURS))
                .min(java.util.Comparator.comparingLong(
                        one -> one.paces().get(pace).delivered().p99()));
    }

    boolean isClean() {
        return throughput.stream().allMatch(one -> one.audit().isClean())
                && crowd.stream().allMatch(one -> one.audit().isClean());
    }
}
