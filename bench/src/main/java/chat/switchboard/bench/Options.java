package chat.switchboard.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the command line asks for.
///
/// @param turns how often the subjects follow one another, each started anew
/// @param rounds of each start; the median of all counts
/// @param seconds each round lasts
/// @param warmUp seconds before the first round of each start
/// @param conversations in which people talk
/// @param windows messages on their way in each conversation, at full speed
/// @param waiting customers connected who say nothing
/// @param peers how many of the peer's variants
/// @param tls whether Switchboard is measured a second time, over TLS
/// @param rows sizes of the ledger for the pages of history and for growth
/// @param active sizes of the desk in conversations, for growth
/// @param readers of one conversation, for growth
/// @param sockets that are idle, from few to many
/// @param keeps whether the figures are worth a file
record Options(
        Set<Scenario> scenarios,
        int turns,
        int rounds,
        int seconds,
        int warmUp,
        int conversations,
        List<Integer> windows,
        int waiting,
        int peers,
        boolean tls,
        List<Integer> rows,
        List<Integer> active,
        List<Integer> readers,
        List<Integer> sockets,
        boolean keeps) {
    /// Bytes of content in each message.
    static final int PAYLOAD = 100;

    static final String USAGE = """
            bin/bench [options]

              --quick            a check of everything in about two minutes; its figures mean nothing
              --tls              what TLS costs: Switchboard without and with it, at full speed, and no peer
              --only LIST        of throughput, crowd, desk, history, growth, sockets, bot and start
              --turns N          how often the subjects follow one another in throughput, crowd and desk, each
                                 started anew (3)
              --rounds N         rounds of each start; the median of all counts (1)
              --seconds N        length of a round (12)
              --warm-up N        seconds before the first round of each start (30)
              --conversations N  conversations in which people talk (100)
              --window LIST      messages on their way in each of them, at full speed (1,4)
              --waiting N        connected customers who say nothing (10000)
              --peers N          variants of the peer, 0 to 4 (4)
              --rows LIST        stored messages for the pages of history and for growth (1000000,10000000)
              --active LIST      conversations with 100 messages under way in all, for growth (10,100,1000,10000)
              --readers LIST     readers of one conversation, for growth (1,10,100)
              --sockets LIST     idle sockets of one node, as far as its limit of open files lets it
                                 (1000,5000,10000,100000)""";

    private static final Map<String, String> FULL = Map.ofEntries(
            Map.entry("--only", "throughput,crowd,desk,history,growth,sockets,bot,start"),
            Map.entry("--turns", "3"),
            Map.entry("--rounds", "1"),
            Map.entry("--seconds", "12"),
            Map.entry("--warm-up", "30"),
            Map.entry("--conversations", "100"),
            Map.entry("--window", "1,4"),
            Map.entry("--waiting", "10000"),
            Map.entry("--peers", "4"),
            Map.entry("--rows", "1000000,10000000"),
            Map.entry("--active", "10,100,1000,10000"),
            Map.entry("--readers", "1,10,100"),
            Map.entry("--sockets", "1000,5000,10000,100000"));
    private static final Map<String, String> QUICK = Map.of(
            "--turns", "1",
            "--rounds", "1",
            "--seconds", "3",
            "--warm-up", "3",
            "--waiting", "1000",
            "--peers", "1",
            "--rows", "50000,100000",
            "--active", "10,100,300",
            "--readers", "1,10",
            "--sockets", "500,2000");

    private static final Map<String, String> TLS = Map.of("--only", "throughput", "--peers", "0");

    enum Scenario {
        /// Messages a second at full speed, and what they cost.
        THROUGHPUT,
        /// Thousands of sockets: memory of each, latency of the few who talk.
        CROWD,
        /// Agents with live lists and many conversations each.
        DESK,
        /// A page of history in a small and in a large ledger.
        HISTORY,
        /// What a message or a page costs when the desk grows.
        GROWTH,
        /// As many idle sockets as one node may have.
        SOCKETS,
        /// How soon the bot answers.
        BOT,
        /// How long a start takes, with nothing and with data.
        START
    }

    static Options of(String... arguments) {
        Map<String, String> values = valuesOf(arguments);
        var scenarios = EnumSet.noneOf(Scenario.class);
        for (String name : values.get("--only").split(","))
            scenarios.add(Scenario.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        return new Options(
                scenarios,
                Integer.parseInt(values.get("--turns")),
                Integer.parseInt(values.get("--rounds")),
                Integer.parseInt(values.get("--seconds")),
                Integer.parseInt(values.get("--warm-up")),
                Integer.parseInt(values.get("--conversations")),
                sizes(values.get("--window")),
                Integer.parseInt(values.get("--waiting")),
                Integer.parseInt(values.get("--peers")),
                List.of(arguments).contains("--tls"),
                sizes(values.get("--rows")),
                sizes(values.get("--active")),
                sizes(values.get("--readers")),
                sizes(values.get("--sockets")),
                !List.of(arguments).contains("--quick"));
    }

    private static List<Integer> sizes(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }

    private static Map<String, String> valuesOf(String... arguments) {
        var rest = new ArrayList<>(List.of(arguments));
        var values = new HashMap<>(FULL);
        if (rest.remove("--quick")) values.putAll(QUICK);
        if (rest.remove("--tls")) values.putAll(TLS);
        if (rest.size() % 2 == 1 || !FULL.keySet().containsAll(names(rest))) throw new IllegalArgumentException(USAGE);
        for (int i = 0; i < rest.size(); i += 2) values.put(rest.get(i), rest.get(i + 1));
        return values;
    }

    private static List<String> names(List<String> rest) {
        var names = new ArrayList<String>();
        for (int i = 0; i < rest.size(); i += 2) names.add(rest.get(i));
        return names;
    }
}
