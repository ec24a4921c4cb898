package chat.switchboard.bench;

import chat.switchboard.bench.load.Measured.Latency;
import chat.switchboard.bench.load.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Thousands of authenticated sockets that say nothing: their memory, and the latency of the few who talk.
///
/// @param memory of each turn
public record Crowd(String subject, List<Memory> memory, List<Pace> paces, Audit audit) {
    private static final List<Integer> RATES = List.of(1_000, 5_000);
    private static final Duration SETTLING = Duration.ofSeconds(4);

    /// @param kilobytesBefore resident memory of the server without sockets, and
    /// @param kilobytesWith with them
    public record Memory(int sockets, long kilobytesBefore, long kilobytesWith) {
        double kilobytesPerSocket() {
            return (kilobytesWith - kilobytesBefore) / (double) sockets;
        }
    }

    /// What latency was at one rate.
    public record Pace(int perSecond, List<Round> rounds) {
        Latency delivered() {
            return Round.delivered(rounds);
        }

        Usage per1000() {
            return Round.per1000(rounds);
        }
    }

    static Crowd of(Subject subject, Options options, Path folder, Children children) throws Exception {
        try (Instance instance = subject.start(folder, children)) {
            breakIn(options, instance, folder, children);
            long before = restingKilobytes(instance);
            try (LoadProcess crowd = LoadProcess.start(instance.target(), folder, children)) {
                int sockets = crowd.wait(options.waiting()).sockets();
                long with = restingKilobytes(instance);
                return talk(subject, new Memory(sockets, before, with), options, instance, folder, children);
            }
        }
    }

    long errors() {
        return audit.errors()
                + paces.stream().mapToLong(pace -> Round.failures(pace.rounds)).sum();
    }

    double kilobytesPerSocket() {
        return Median.of(memory, Memory::kilobytesPerSocket);
    }

    /// This and a later turn of the same.
    Crowd and(Crowd later) {
        var both = new ArrayList<Pace>();
        for (int i = 0; i < paces.size(); i++)
            both.add(new Pace(paces.get(i).perSecond, Round.all(paces.get(i).rounds, later.paces.get(i).rounds)));
        return new Crowd(
                subject, Stream.concat(memory.stream(), later.memory.stream()).toList(), both, audit.plus(later.audit));
    }

    /// Code is loaded and compiled before memory is compared, or all of that would be the sockets'.
    private static void breakIn(Options options, Instance instance, Path folder, Children children) throws IOException {
        try (LoadProcess first = LoadProcess.start(instance.target(), folder, children)) {
            first.wait(options.waiting() / 10);
            first.talk(options.conversations(), Options.PAYLOAD);
            first.measure(new Order.AsFastAsPossible(1, options.warmUp() * 1000L / 2));
        }
    }

    private static long restingKilobytes(Instance instance) throws Exception {
        Thread.sleep(SETTLING);
        instance.collectGarbage();
        Thread.sleep(SETTLING);
        return instance.residentKilobytes();
    }

    private static Crowd talk(
            Subject subject, Memory memory, Options options, Instance instance, Path folder, Children children)
            throws IOException {
        try (LoadProcess load = LoadProcess.start(instance.target(), folder, children)) {
            load.talk(options.conversations(), Options.PAYLOAD);
            var paces = new ArrayList<Pace>();
            for (int rate : RATES) {
                load.measure(new Order.Steadily(rate, options.warmUp() * 1000L / 2));
                var rounds = new ArrayList<Round>();
                for (int i = 0; i < options.rounds(); i++)
                    rounds.add(Round.of(new Order.Steadily(rate, options.seconds() * 1000L), instance, load));
                paces.add(new Pace(rate, rounds));
            }
            return new Crowd(subject.name(), List.of(memory), paces, Audit.of(load.books(), instance));
        }
    }
}
