package chat.switchboard.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Everything one run of the bench found; written as JSON beside the report.
public record Results(
        String date,
        Machine machine,
        DiskFlush flush,
        Options options,
        List<Throughput> throughput,
        List<Crowd> crowd,
        List<DeskAsItIs> desk,
        List<HistoryPages> history,
        List<Growth> growth,
        List<Sockets> sockets,
        List<BotAnswers> bot,
        List<Starts> starts) {

    static final String OURS = "Switchboard";

    /// The peer's variant with the most messages a second.
    Optional<Throughput> bestPeer(int window) {
        return throughput.stream()
                .filter(one -> one.window() == window && !one.subject().startsWith(OURS))
                .max(Comparator.comparingDouble(Throughput::perSecond));
    }

    Optional<DeskAsItIs> bestPeerDesk() {
        return desk.stream()
                .filter(one -> !one.subject().startsWith(OURS))
                .max(Comparator.comparingDouble(DeskAsItIs::perSecond));
    }
}
