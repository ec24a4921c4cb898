package chat.switchboard.bench;

import chat.switchboard.bench.load.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Pages of 50 messages from the middle of conversations chosen at random, in a ledger of this size.
///
/// @param plan PostgreSQL's own account of one page, the statement as the server sent it
public record HistoryPages(long rows, List<Round> rounds, Plan plan) {
    private static final int CONNECTIONS = 8;

    /// A ledger that grows; the server keeps running meanwhile.
    static List<HistoryPages> of(Subject subject, Options options, Path folder, Children children)
            throws IOException, InterruptedException, SQLException {
        preparePlans(folder);
        var sizes = new ArrayList<HistoryPages>();
        try (Instance instance = subject.start(folder, children);
                LoadProcess load = LoadProcess.start(instance.target(), folder, children)) {
            UUID customer = load.becomeCustomer();
            var stored = StoredConversations.ofOne(instance.cluster(), customer);
            for (int rows : options.rows()) {
                int conversations = stored.growTo(rows);
                sizes.add(measure(rows, conversations, options, instance, load));
            }
        }
        return sizes;
    }

    double perSecond() {
        return Round.perSecond(rounds);
    }

    private static HistoryPages measure(
            int rows, int conversations, Options options, Instance instance, LoadProcess load)
            throws SQLException, IOException, InterruptedException {
        load.measure(new Order.ReadPages(CONNECTIONS, conversations, options.warmUp() * 1000L));
        var rounds = new ArrayList<Round>();
        for (int i = 0; i < options.rounds(); i++)
            rounds.add(Round.of(
                    new Order.ReadPages(CONNECTIONS, conversations, options.seconds() * 1000L), instance, load));
        return new HistoryPages(rows, rounds, Plan.ofPage(instance.cluster(), load));
    }

    /// The module that writes plans down is loaded from the start and says nothing until it is asked.
    private static void preparePlans(Path folder) throws IOException {
        Path postgres = Files.createDirectories(folder.resolve("data/postgres"));
        Files.writeString(postgres.resolve("custom.conf"), "session_preload_libraries = 'auto_explain'\n");
    }
}
