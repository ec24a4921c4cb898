package chat.switchboard.bench;

import chat.switchboard.bench.load.Measured.Latency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// The figures for people: one table, and a page around it.
final class Report {
    private static final String NONE = "–";

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /// Of everything that was measured.
    List<Table> tables() {
        var tables = new ArrayList<Table>();
        if (!results.throughput().isEmpty()) tables.add(fullSpeedTable());
        if (!results.crowd().isEmpty()) tables.add(crowdTable());
        if (!results.desk().isEmpty()) tables.add(deskTable());
        if (!results.history().isEmpty()) tables.add(historyTable());
        for (Growth growth : results.growth()) tables.addAll(GrowthReport.tables(growth));
        for (Sockets sockets : results.sockets()) tables.add(SocketsReport.table(sockets));
        if (!results.bot().isEmpty()) tables.add(botTable());
        if (!results.starts().isEmpty()) tables.add(startTable());
        return tables;
    }

    private Table botTable() {
        var table = new Table(
                "bot", "questions", "unanswered", "p50 ms", "p99", "most", "server", "PostgreSQL", "server MB");
        for (BotAnswers bot : results.bot())
            table.row(List.of(
                    BotAnswers.PER_SECOND + " questions/s",
                    whole(bot.questions()),
                    whole(bot.unanswered()),
                    number("%.0f", bot.p50()),
                    number("%.0f", bot.p99()),
                    number("%.0f", bot.worst()),
                    number("%.1f", bot.serverMillis()),
                    number("%.1f", bot.postgresMillis()),
                    whole(bot.residentKilobytes() / 1024.0)));
        return table;
    }

    private Table fullSpeedTable() {
        var table = new Table(
                "full speed",
                "on the way",
                "messages/s",
                "ratio",
                "server",
                "PostgreSQL",
                "load",
                "p50 ms",
                "p99",
                "p99.9",
                "errors");
        for (Throughput one : results.throughput()) {
            Usage each = one.per1000();
            Latency delivered = Round.delivered(one.rounds());
            table.row(List.of(
                    one.subject(),
                    Integer.toString(one.window()),
                    whole(one.perSecond()),
                    results.bestPeer(one.window())
                            .map(best -> number("%.1f", one.perSecond() / best.perSecond()))
                            .orElse(NONE),
                    cpu(each.server()),
                    cpu(each.postgres()),
                    cpu(each.load()),
                    millis(delivered.p50()),
                    millis(delivered.p99()),
                    millis(delivered.p999()),
                    whole(one.errors())));
        }
        return table;
    }

    private Table crowdTable() {
        var table = new Table(
                "beside idle sockets",
                "KB/socket",
                "messages/s",
                "p50 ms",
                "p99",
                "p99.9",
                "server",
                "PostgreSQL",
                "load",
                "errors");
        for (Crowd crowd : results.crowd())
            for (Crowd.Pace pace : crowd.paces()) {
                Usage each = pace.per1000();
                Latency delivered = pace.delivered();
                table.row(List.of(
                        crowd.subject(),
                        number("%.1f", crowd.kilobytesPerSocket()),
                        whole(pace.perSecond()),
                        millis(delivered.p50()),
                        millis(delivered.p99()),
                        millis(delivered.p999()),
                        cpu(each.server()),
                        cpu(each.postgres()),
                        cpu(each.load()),
                        whole(crowd.errors())));
            }
        return table;
    }

    private Table startTable() {
        var table = new Table("start", "first ms", "again ms", "fastest", "slowest");
        for (Starts starts : results.starts())
            table.row(List.of(
                    starts.subject(),
                    whole(starts.first()),
                    whole(starts.medianAgain()),
                    whole(Collections.min(starts.again())),
                    whole(Collections.max(starts.again()))));
        return table;
    }

    private Table deskTable() {
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

    private Table historyTable() {
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
        DiskFlush flush = results.flush();
        text.append(String.format(
                Locale.ROOT,
                """
                Server, PostgreSQL and load generator share the machine. Medians; subjects in %d turns, each started anew, with
                %d rounds of %d s. A flush of this disk (8 KB, `fdatasync`) took %s ms at p50, %s at p99, %s at p99.9, %s at
                most, measured before the first subject.

                """,
                options.turns(),
                options.rounds(),
                options.seconds(),
                millis(flush.p50()),
                millis(flush.p99()),
                millis(flush.p999()),
                millis(flush.most())));
        if (!results.throughput().isEmpty()) text.append(fullSpeed());
        if (!results.crowd().isEmpty()) text.append(crowd());
        if (options.tls())
            text.append(
                    "**Switchboard, TLS** is the same over TLS 1.3 with AES-GCM by the JDK's engine on both sides.\n\n");
        if (!results.desk().isEmpty()) text.append(desk());
        if (!results.history().isEmpty()) text.append(history());
        for (Growth growth : results.growth()) text.append(GrowthReport.markdown(growth));
        for (Sockets sockets : results.sockets()) text.append(SocketsReport.markdown(sockets));
        if (!results.bot().isEmpty()) text.append(bot());
        if (!results.starts().isEmpty()) text.append(start());
        return text.toString();
    }

    private String fullSpeed() {
        Options options = results.options();
        return String.format(Locale.ROOT, """
                ## Full speed

                %s
                Closed loop, %d conversations with as many messages of %d bytes **on the way** in each; counted when acknowledged
                and delivered to the other side. **ratio**: to the better of the peer's variants. **server**, **PostgreSQL**,
                **load**: CPU seconds per 1,000 messages meanwhile; load is the generator's.
                **errors**: messages not stored, lost, duplicated, out of order, refused or never finished, and sockets cut; the
                generator's books against the stored rows.

                """, fullSpeedTable().markdown(), options.conversations(), Options.PAYLOAD);
    }

    private String crowd() {
        return String.format(
                Locale.ROOT, """
                ## Beside idle sockets

                %s
                Open loop at **messages/s** beside %,d authenticated sockets that say nothing; milliseconds from the intended time
                of sending until the other side has the message. **KB/socket**: resident memory of the server with these sockets,
                less without, a collection before both.

                """, crowdTable().markdown(), results.options().waiting());
    }

    private String start() {
        return String.format(Locale.ROOT, """
                ## Start

                %s
                From the command until the server says that it is ready, its PostgreSQL included; first with an empty folder, then
                with the same data again.

                """, startTable().markdown());
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

    private String bot() {
        return String.format(Locale.ROOT, """
                ## The bot

                %s
                Questions over REST at a steady pace, in turns of 100 conversations. From the ledger's time of the question to
                its time of the answer, both taken when their transactions begin. Server and PostgreSQL: CPU milliseconds a
                question, of everything.

                """, botTable().markdown());
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
