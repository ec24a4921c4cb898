package chat.switchboard.bench;

import chat.switchboard.bench.load.Order;
import chat.switchboard.bench.load.StoredPages;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Whether what a message or a page costs stays the same when a desk grows: more conversations, more readers of one,
/// more messages stored. One server each, which keeps running meanwhile.
public record Growth(List<Talk> conversations, List<Talk> readers, List<Stored> stored) {
    /// Messages under way at the same time, whatever the size.
    private static final int UNDER_WAY = 100;

    private static final int AGENTS = 100;
    private static final int PAGES = 500;
    private static final int PAGE = 50;

    /// @param size conversations, or readers of one
    public record Talk(int size, List<Round> rounds, long errors) {
        double perSecond() {
            return Round.perSecond(rounds);
        }

        /// CPU seconds of server and PostgreSQL for 1,000 messages.
        double cpu() {
            return Median.of(
                    rounds, round -> round.per1000().server() + round.per1000().postgres());
        }

        double serverCpu() {
            return Round.per1000(rounds).server();
        }
    }

    /// @param reads what was read → how long it took, and what it cost
    public record Stored(int rows, Map<String, List<Round>> reads, Talk sends) {}

    static Growth of(Subject subject, Options options, Path folder, Children children)
            throws IOException, InterruptedException, SQLException {
        return new Growth(
                conversations(subject, options, folder.resolve("conversations"), children),
                readers(subject, options, folder.resolve("readers"), children),
                stored(subject, options, folder.resolve("stored"), children));
    }

    private static List<Talk> conversations(Subject subject, Options options, Path folder, Children children)
            throws IOException, InterruptedException {
        var sizes = new ArrayList<Talk>();
        try (Instance instance = subject.start(made(folder), children)) {
            List<String> agents = instance.agents(AGENTS);
            warmUp(instance, options, folder, children);
            for (int size : options.active()) {
                List<String> some = agents.subList(0, Math.min(AGENTS, size));
                try (LoadProcess load = LoadProcess.start(instance.target(), folder, children)) {
                    load.talkAtDesks(some, size / some.size(), Options.PAYLOAD);
                    sizes.add(measure(size, UNDER_WAY / some.size(), options, instance, load));
                }
            }
        }
        return sizes;
    }

    private static List<Talk> readers(Subject subject, Options options, Path folder, Children children)
            throws IOException, InterruptedException {
        var sizes = new ArrayList<Talk>();
        try (Instance instance = subject.start(made(folder), children)) {
            warmUp(instance, options, folder, children);
            for (int size : options.readers()) {
                try (LoadProcess load = LoadProcess.start(instance.target(), folder, children)) {
                    load.talk(1, Options.PAYLOAD);
                    load.listen(size - 1);
                    sizes.add(measure(size, UNDER_WAY, options, instance, load));
                }
            }
        }
        return sizes;
    }

    private static List<Stored> stored(Subject subject, Options options, Path folder, Children children)
            throws IOException, InterruptedException, SQLException {
        var sizes = new ArrayList<Stored>();
        try (Instance instance = subject.start(made(folder), children)) {
            warmUp(instance, options, folder, children);
            String agent = instance.agents(1).getFirst();
            var stored = StoredConversations.ofMany(instance.cluster(), agent);
            for (int rows : options.rows()) {
                int conversations = stored.growTo(rows);
                try (LoadProcess load = LoadProcess.start(instance.target(), folder, children)) {
                    // What is read for the first time is slow for other reasons.
                    if (sizes.isEmpty())
                        for (Order.Read read : reads(agent, conversations).values())
                            read(read, options, instance, load);
                    var reads = new LinkedHashMap<String, List<Round>>();
                    for (var read : reads(agent, conversations).entrySet())
                        reads.put(read.getKey(), read(read.getValue(), options, instance, load));
                    load.talk(options.conversations(), Options.PAYLOAD);
                    sizes.add(new Stored(rows, reads, measure(rows, 1, options, instance, load)));
                }
            }
        }
        return sizes;
    }

    /// The paths to choose from, by what is read.
    private static Map<String, Order.Read> reads(String agent, int conversations) {
        var random = new Random(9);
        List<String> history = random.ints(PAGES, 1, conversations + 1)
                .mapToObj(conversation -> StoredPages.path(conversation, conversation % PAGE, PAGE))
                .toList();
        List<String> numbers = random.ints(PAGES, 1, conversations + 1)
                .mapToObj(conversation -> "/conversations?q=KHI-" + conversation)
                .toList();
        List<String> names = random.ints(PAGES, 1, conversations / StoredConversations.EACH + 1)
                .mapToObj(customer -> "/conversations?q=Guest%20" + customer + "%20of")
                .toList();
        var reads = new LinkedHashMap<String, Order.Read>();
        reads.put("page of history", asAdmin(history));
        reads.put("inbox list, admin", asAdmin(List.of("/conversations")));
        reads.put("inbox list, agent", as(agent, "/conversations"));
        reads.put("own finished ones, agent", as(agent, "/conversations?status=resolved,closed"));
        reads.put("queue", as(agent, "/conversations?status=waiting"));
        reads.put("search: an order", asAdmin(numbers));
        reads.put("search: a name", asAdmin(names));
        reads.put("search: a word in every subject", asAdmin(List.of("/conversations?q=late")));
        reads.put("search: nothing found", asAdmin(List.of("/conversations?q=nowhere")));
        reads.put("search by an agent", as(agent, "/conversations?q=KHI-7"));
        return reads;
    }

    private static Order.Read asAdmin(List<String> paths) {
        return new Order.Read(null, paths, 0);
    }

    private static Order.Read as(String agent, String path) {
        return new Order.Read(agent, List.of(path), 0);
    }

    /// A quarter of a round is many pages.
    private static List<Round> read(Order.Read what, Options options, Instance instance, LoadProcess load) {
        long millis = options.seconds() * 250L;
        load.measure(new Order.Read(what.email(), what.paths(), millis / 2));
        var rounds = new ArrayList<Round>();
        for (int i = 0; i < options.rounds(); i++)
            rounds.add(Round.of(new Order.Read(what.email(), what.paths(), millis), instance, load));
        return rounds;
    }

    private static Talk measure(int size, int window, Options options, Instance instance, LoadProcess load) {
        load.measure(new Order.AsFastAsPossible(window, options.warmUp() * 250L));
        var rounds = new ArrayList<Round>();
        var order = new Order.AsFastAsPossible(window, options.seconds() * 1000L);
        for (int i = 0; i < options.rounds(); i++) rounds.add(Round.of(order, instance, load));
        return new Talk(size, rounds, Audit.of(load.books(), instance).errors() + Round.failures(rounds));
    }

    private static void warmUp(Instance instance, Options options, Path folder, Children children) throws IOException {
        try (LoadProcess load = LoadProcess.start(instance.target(), folder, children)) {
            load.talk(UNDER_WAY, Options.PAYLOAD);
            load.measure(new Order.AsFastAsPossible(1, options.warmUp() * 1000L));
        }
    }

    private static Path made(Path folder) throws IOException {
        return java.nio.file.Files.createDirectories(folder);
    }
}
