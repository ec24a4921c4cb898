package chat.switchboard.bench;

import chat.switchboard.bench.load.Measured;
import chat.switchboard.bench.load.Measured.Latency;
import chat.switchboard.bench.load.Order;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// One measurement and what it cost.
public record Round(Measured measured, Usage usage) {

    static Round of(Order order, Instance instance, LoadProcess load) {
        Usage before = Usage.now(instance, load);
        Measured measured = load.measure(order);
        return new Round(measured, Usage.now(instance, load).since(before));
    }

    Usage per1000() {
        return usage.per1000(measured.total());
    }

    static List<Round> all(List<Round> some, List<Round> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /// What went wrong, in messages and sockets.
    static long failures(List<Round> rounds) {
        return rounds.stream()
                .map(Round::measured)
                .mapToLong(it -> it.refused() + it.unfinished() + it.disconnected())
                .sum();
    }

    static double perSecond(List<Round> rounds) {
        return Median.of(rounds, round -> round.measured.perSecond());
    }

    static Usage per1000(List<Round> rounds) {
        return new Usage(
                Median.of(rounds, round -> round.per1000().server()),
                Median.of(rounds, round -> round.per1000().postgres()),
                Median.of(rounds, round -> round.per1000().load()),
                Median.of(rounds, round -> round.per1000().machine()));
    }

    static Latency delivered(List<Round> rounds) {
        return new Latency(
                micros(rounds, Latency::p50),
                micros(rounds, Latency::p90),
                micros(rounds, Latency::p99),
                micros(rounds, Latency::p999),
                micros(rounds, Latency::most));
    }

    private static long micros(List<Round> rounds, ToDoubleFunction<Latency> figure) {
        return Math.round(Median.of(rounds, round -> figure.applyAsDouble(round.measured.delivered())));
    }
}
