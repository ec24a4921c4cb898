package chat.switchboard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The figures of [Growth] for people: a line for each cost, a column for each size, and whether it is flat.
final class GrowthReport {
    /// Most by which the largest may be above the smallest.
    private static final double FLAT = 1.2;
    /// Differences that no clock here can tell apart from noise.
    private static final double TOO_SMALL_MILLIS = 0.1;

    private GrowthReport() {}

    static List<Table> tables(Growth growth) {
        return List.of(conversations(growth.conversations()), readers(growth.readers()), stored(growth.stored()));
    }

    static String markdown(Growth growth) {
        List<Table> tables = tables(growth);
        return String.format(
                Locale.ROOT,
                """
                ## Growth

                Flat: the largest figure of a line is at most 20 %% above the smallest, or 0.1 ms. CPU is the server's and
                PostgreSQL's.

                %s
                100 messages under way in all, spread over the conversations of 100 agents; every customer has a socket.

                %s
                100 messages under way in one conversation. Each reader beside the customer is one socket of staff that joined.
                What a message costs without any reader is spread over more frames as readers come, so the cost of one more
                reader is what should be flat.

                %s
                One page after the other over REST, the middle one of many. Sending: 100 conversations, one message under way in
                each.

                """,
                tables.get(0).markdown(),
                tables.get(1).markdown(),
                tables.get(2).markdown());
    }

    private static Table conversations(List<Growth.Talk> sizes) {
        Table table = table(
                "active conversations", sizes.stream().map(Growth.Talk::size).toList());
        line(table, "messages/s", "%,.0f", 0, sizes, Growth.Talk::perSecond);
        line(table, "CPU ms per message", "%.3f", 0, sizes, Growth.Talk::cpu);
        line(table, "of it the server's", "%.3f", 0, sizes, Growth.Talk::serverCpu);
        errors(table, sizes);
        return table;
    }

    private static Table readers(List<Growth.Talk> sizes) {
        Table table = table(
                "readers of one conversation",
                sizes.stream().map(Growth.Talk::size).toList());
        var cells = new ArrayList<>(List.of("messages/s"));
        for (Growth.Talk size : sizes) cells.add(format("%,.0f", size.perSecond()));
        cells.add("");
        table.row(cells);
        cells = new ArrayList<>(List.of("server's CPU µs per delivered frame"));
        for (Growth.Talk size : sizes) cells.add(format("%.2f", size.serverCpu() * 1000 / (size.size() + 1)));
        cells.add("");
        table.row(cells);
        cells = new ArrayList<>(List.of("server's CPU µs for one more reader", "–"));
        var marginal = new ArrayList<Double>();
        for (int i = 1; i < sizes.size(); i++) {
            Growth.Talk fewer = sizes.get(i - 1);
            Growth.Talk more = sizes.get(i);
            marginal.add((more.serverCpu() - fewer.serverCpu()) * 1000 / (more.size() - fewer.size()));
            cells.add(format("%.2f", marginal.getLast()));
        }
        cells.add(marginal.size() < 2 ? "" : flat(marginal, 0));
        table.row(cells);
        errors(table, sizes);
        return table;
    }

    private static Table stored(List<Growth.Stored> sizes) {
        Table table =
                table("messages stored", sizes.stream().map(Growth.Stored::rows).toList());
        for (String what : sizes.getFirst().reads().keySet()) {
            line(
                    table,
                    what + ", ms",
                    "%.2f",
                    TOO_SMALL_MILLIS,
                    sizes,
                    size -> Round.delivered(size.reads().get(what)).p50() / 1000.0);
            line(table, "… CPU ms", "%.2f", TOO_SMALL_MILLIS, sizes, size -> {
                Usage each = Round.per1000(size.reads().get(what));
                return each.server() + each.postgres();
            });
        }
        line(
                table,
                "sending, CPU ms per message",
                "%.3f",
                0,
                sizes,
                size -> size.sends().cpu());
        line(
                table,
                "sending, messages/s",
                "%,.0f",
                0,
                sizes,
                size -> size.sends().perSecond());
        errors(table, sizes.stream().map(Growth.Stored::sends).toList());
        return table;
    }

    private static Table table(String what, List<Integer> sizes) {
        var heading = new ArrayList<>(List.of(what));
        for (int size : sizes) heading.add(format("%,d", size));
        heading.add("flat within 20 %");
        return new Table(heading.toArray(String[]::new));
    }

    private static <T> void line(
            Table table, String what, String format, double tooSmall, List<T> sizes, ToDoubleFunction<T> figure) {
        List<Double> figures = sizes.stream().map(figure::applyAsDouble).toList();
        var cells = new ArrayList<>(List.of(what));
        for (double each : figures) cells.add(format(format, each));
        cells.add(flat(figures, tooSmall));
        table.row(cells);
    }

    private static void errors(Table table, List<Growth.Talk> sizes) {
        var cells = new ArrayList<>(List.of("errors"));
        for (Growth.Talk size : sizes) cells.add(format("%,d", size.errors()));
        cells.add("");
        table.row(cells);
    }

    /// Yes, or how many times the smallest the largest is.
    private static String flat(List<Double> figures, double tooSmall) {
        double least = figures.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = figures.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return most <= FLAT * least || most - least <= tooSmall ? "yes" : format("no: × %.1f", most / least);
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
