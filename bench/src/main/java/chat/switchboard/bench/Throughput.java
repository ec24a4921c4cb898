package chat.switchboard.bench;

import chat.switchboard.bench.load.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Closed loop: how many messages a second are acknowledged and delivered, and what they cost.
///
/// @param window messages on their way in each conversation
public record Throughput(String subject, int window, List<Round> rounds, Audit audit) {

    static Throughput of(Subject subject, int window, Options options, Path folder, Children children)
            throws IOException, InterruptedException {
        try (Instance instance = subject.start(folder, children);
                LoadProcess load = LoadProcess.start(instance.target(), folder, children)) {
            load.talk(options.conversations(), Options.PAYLOAD);
            load.measure(new Order.AsFastAsPossible(window, options.warmUp() * 1000L));
            var rounds = new ArrayList<Round>();
            var order = new Order.AsFastAsPossible(window, options.seconds() * 1000L);
            for (int i = 0; i < options.rounds(); i++) rounds.add(Round.of(order, instance, load));
            return new Throughput(subject.name(), window, rounds, Audit.of(load.books(), instance));
        }
    }

    /// This and a later turn of the same.
    Throughput and(Throughput later) {
        return new Throughput(subject, window, Round.all(rounds, later.rounds), audit.plus(later.audit));
    }

    double perSecond() {
        return Round.perSecond(rounds);
    }

    long errors() {
        return audit.errors() + Round.failures(rounds);
    }

    Usage per1000() {
        return Round.per1000(rounds);
    }
}
