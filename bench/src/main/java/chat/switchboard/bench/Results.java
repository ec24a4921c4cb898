package chat.switchboard.bench;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything one run of the bench found; written as JSON beside the report.
public record Results(
        String date,
        Machine machine,
        Options options,
        List<Throughput> throughput,
        List<Crowd> crowd,
        List<DeskAsItIs> desk,
        List<HistoryPages> history,
        List<Growth> growth,
        List<Sockets> sockets) {

    static final String OURS = "Switchboard";

    /// In the order in which they were measured.
    Set<String> subjects() {
        var subjects = new LinkedHashSet<String>();
        throughput.forEach(one -> subjects.add(one.subject()));
        crowd.forEach(one -> subjects.add(one.subject()));
        return subjects;
    }

    Optional<Throughput> throughput(String subject) {
        return throughput.stream().filter(one -> one.subject().equals(subject)).findFirst();
    }

    Optional<Crowd> crowd(String subject) {
        return crowd.stream().filter(one -> one.subject().equals(subject)).findFirst();
    }

    /// The peer's variant with the most messages a second.
    Optional<Throughput> bestPeer() {
        return throughput.stream()
                .filter(one -> !one.subject().startsWith(OURS))
                .max(Comparator.comparingDouble(Throughput::perSecond));
    }

    Optional<DeskAsItIs> bestPeerDesk() {
        return desk.stream()
                .filter(one -> !one.subject().startsWith(OURS))
                .max(Comparator.comparingDouble(DeskAsItIs::perSecond));
    }

    long errors(String subject) {
        return throughput(subject).map(Throughput::errors).orElse(0L)
                + crowd(subject).map(Crowd::errors).orElse(0L);
    }
}
