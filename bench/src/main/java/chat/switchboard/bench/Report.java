package chat.switchboard.bench;

import chat.switchboard.bench.load.Measured.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The figures for people: one table, and a page around it.
final class Report {
    private static final String NONE = "–";

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /// Everybody in one table, as far as it was measured.
    Table table() {
        var table = new Table(
                "",
                "messages/s",
                "ratio",
                "server",
                "PostgreSQL",
                "load",
                "KB/socket",
                "1,000/s p50",
                "p99",
                "p99.9",
                "5,000/s p50",
                "p99",
                "p99.9",
                "errors");
        for (String subject : results.subjects()) table.row(row(subject));
        return table;
    }

    Table deskTable() {
        var table = new Table(
                "a desk as it is",
                "messages/s",
                "ratio",
                "server",
                "PostgreSQL",
                "load",
                "p50 ms",
                "p99",
                "lists/s",
                "errors");
        for (DeskAsItIs desk : results.desk()) {
            Usage each = Round.per1000(desk.rounds());
            Latency delivered = Round.delivered(desk.rounds());
            table.row(List.of(
                    desk.subject(),
                    whole(desk.perSecond()),
                    results.bestPeerDesk()
                            .map(best -> number("%.1f", desk.perSecond() / best.perSecond()))
                            .orElse(NONE),
                    cpu(each.server()),
                    cpu(each.postgres()),
                    cpu(each.load()),
                    millis(delivered.p50()),
                    millis(delivered.p99()),
                    number("%.1f", desk.listChangesPerAgent()),
                    whole(desk.errors())));
        }
        return table;
    }

    Table historyTable() {
        var table = new Table(
                "messages stored", "pages/s", "p99 ms", "server ms", "PostgreSQL ms", "one page: ms", "blocks of 8 KB");
        for (HistoryPages size : results.history()) {
            Usage each = Round.per1000(size.rounds());
            table.row(List.of(
                    whole(size.rows()),
                    whole(size.perSecond()),
                    millis(Round.delivered(size.rounds()).p99()),
                    number("%.2f", each.server()),
                    number("%.2f", each.postgres()),
                    number("%.2f", size.plan().millis()),
                    Integer.toString(size.plan().blocks())));
        }
        return table;
    }

    String markdown() {
        var text = new StringBuilder();
        Options options = results.options();
        Machine machine = results.machine();
        text.append("# Measured on ").append(results.date(), 0, 10).append("\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%d cores (%s), %,d MB of memory, %s, JDK %s, Node %s, PostgreSQL %s; commit %s.\n\n",
                machine.cores(),
                machine.processor(),
                machine.memoryMegabytes(),
                machine.kernel(),
                machine.java(),
                machine.node(),
                machine.postgres(),
                machine.commit()));
        text.append(table().markdown()).append('\n');
        text.append(String.format(
                Locale.ROOT,
                """
                Server, PostgreSQL and load generator share the machine; one subject after the other. Medians of %d rounds of %d s.

                - **messages/s**: closed loop, %d conversations with %d of %d bytes on its way in each; counted when acknowledged
                  and delivered to the other side. **ratio**: to the better of the peer's variants.
                - **server**, **PostgreSQL**, **load**: CPU seconds per 1,000 messages meanwhile; load is the generator's.
                - **KB/socket**: resident memory of the server with %,d authenticated idle sockets, less without, a collection
                  before both.
                - **1,000/s** and **5,000/s**: open loop beside those sockets, milliseconds from the intended time of sending until
                  the other side has the message.
                - **errors**: messages not stored, lost, duplicated, out of order, refused or never finished, and sockets cut; the
                  generator's books against the stored rows.

                """,
                options.rounds(),
                options.seconds(),
                options.conversations(),
                options.window(),
                Options.PAYLOAD,
                options.waiting()));
        if (options.tls())
            text.append(
                    "**Switchboard, TLS** is the same over TLS 1.3 with AES-GCM by the JDK's engine on both sides.\n\n");
        if (!results.desk().isEmpty()) text.append(desk());
        if (!results.history().isEmpty()) text.append(history());
        for (Growth growth : results.growth()) text.append(GrowthReport.markdown(growth));
        for (Sockets sockets : results.sockets()) text.append(SocketsReport.markdown(sockets));
        return text.toString();
    }

    private String desk() {
        return String.format(
                Locale.ROOT, """
                ## A desk as it is

                %s
                %d agents with a live list of conversations, %d conversations each, whose customers are connected; both sides type,
                read and write in turn; each agent goes from one conversation to the next when a message is acknowledged and
                delivered. **lists/s**: how often one agent's list changed in a second.

                """, deskTable().markdown(), DeskAsItIs.AGENTS, DeskAsItIs.CONVERSATIONS_EACH);
    }

    private String history() {
        var text = new StringBuilder("## Pages of history\n\n")
                .append(historyTable().markdown());
        text.append(String.format(Locale.ROOT, """

                REST, %d messages a page from the middle of conversations chosen at random, 8 connections. Server and PostgreSQL:
                CPU milliseconds a page. One page: PostgreSQL's own account when everything is in memory.

                """, 50));
        for (HistoryPages size : results.history())
            text.append(String.format(
                    Locale.ROOT,
                    "%,d messages:\n\n```\n%s\n```\n\n",
                    size.rows(),
                    String.join("\n", size.plan().lines())));
        return text.toString();
    }

    private List<String> row(String subject) {
        var cells = new ArrayList<String>();
        cells.add(subject);
        Optional<Throughput> throughput = results.throughput(subject);
        cells.add(throughput.map(it -> whole(it.perSecond())).orElse(NONE));
        cells.add(throughput.flatMap(this::ratio).orElse(NONE));
        cells.add(throughput.map(it -> cpu(it.per1000().server())).orElse(NONE));
        cells.add(throughput.map(it -> cpu(it.per1000().postgres())).orElse(NONE));
        cells.add(throughput.map(it -> cpu(it.per1000().load())).orElse(NONE));
        Optional<Crowd> crowd = results.crowd(subject);
        cells.add(crowd.map(it -> number("%.1f", it.kilobytesPerSocket())).orElse(NONE));
        for (int pace = 0; pace < 2; pace++) {
            int which = pace;
            Optional<Latency> latency = crowd.map(it -> it.paces().get(which).delivered());
            cells.add(latency.map(it -> millis(it.p50())).orElse(NONE));
            cells.add(latency.map(it -> millis(it.p99())).orElse(NONE));
            cells.add(latency.map(it -> millis(it.p999())).orElse(NONE));
        }
        cells.add(whole(results.errors(subject)));
        return cells;
    }

    private Optional<String> ratio(Throughput throughput) {
        return results.bestPeer().map(best -> number("%.1f", throughput.perSecond() / best.perSecond()));
    }

    private static String cpu(double seconds) {
        return number("%.3f", seconds);
    }

    private static String millis(long micros) {
        return micros < 100_000 ? number("%.1f", micros / 1000.0) : whole(micros / 1000.0);
    }

    private static String whole(double value) {
        return number("%,.0f", value);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
