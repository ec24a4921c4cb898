package chat.switchboard.bench;

import chat.switchboard.bench.load.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A busy desk at full speed: agents whose lists are open and live, each with many conversations, typing, read marks,
/// messages in both directions. Each agent goes from one conversation to the next.
///
/// @param listChanges that reached the agents' sockets in all rounds together
public record DeskAsItIs(String subject, int agents, List<Round> rounds, long listChanges, Audit audit) {
    static final int AGENTS = 100;
    static final int CONVERSATIONS_EACH = 20;

    static DeskAsItIs of(Subject subject, Options options, Path folder, Children children)
            throws IOException, InterruptedException {
        try (Instance instance = subject.start(folder, children);
                LoadProcess load = LoadProcess.start(instance.target(), folder, children)) {
            load.workAtDesks(instance.agents(AGENTS), CONVERSATIONS_EACH, Options.PAYLOAD);
            load.measure(new Order.AsFastAsPossible(1, options.warmUp() * 1000L));
            long before = load.listChanges();
            var rounds = new ArrayList<Round>();
            var order = new Order.AsFastAsPossible(1, options.seconds() * 1000L);
            for (int i = 0; i < options.rounds(); i++) rounds.add(Round.of(order, instance, load));
            long changes = load.listChanges() - before;
            return new DeskAsItIs(subject.name(), AGENTS, rounds, changes, Audit.of(load.books(), instance));
        }
    }

    /// This and a later turn of the same.
    DeskAsItIs and(DeskAsItIs later) {
        return new DeskAsItIs(
                subject,
                agents,
                Round.all(rounds, later.rounds),
                listChanges + later.listChanges,
                audit.plus(later.audit));
    }

    double perSecond() {
        return Round.perSecond(rounds);
    }

    /// How often one agent's list changed in a second.
    double listChangesPerAgent() {
        double seconds =
                rounds.stream().mapToDouble(round -> round.measured().seconds()).sum();
        return listChanges / seconds / agents;
    }

    long errors() {
        return audit.errors() + Round.failures(rounds);
    }
}
