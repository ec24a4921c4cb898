package chat.switchboard.bench;

import java.util.List;
import java.util.Locale;

/// The figures of [Sockets] for people.
final class SocketsReport {
    private SocketsReport() {}

    static Table table(Sockets sockets) {
        var table = new Table("idle sockets", "resident MB", "KB each");
        table.row(List.of("0", megabytes(sockets.baseKilobytes() / 1024.0), ""));
        for (Sockets.Size size : sockets.sizes())
            table.row(List.of(
                    format("%,d", size.sockets()),
                    megabytes(size.kilobytes() / 1024.0),
                    format("%.2f", sockets.kilobytesEach(size))));
        if (!isGoalMeasured(sockets))
            table.row(List.of(
                    format("%,d, extrapolated", Sockets.GOAL),
                    megabytes(sockets.extrapolatedMegabytes()),
                    "not measured"));
        return table;
    }

    static String limits(Sockets sockets) {
        return sockets.openFiles() == null
                ? "This machine sets no limit to the open files of a process."
                : format("A process may have %,d open files here.", sockets.openFiles());
    }

    static String markdown(Sockets sockets) {
        return String.format(Locale.ROOT, """
                ## Idle sockets

                %s
                Authenticated customers' sockets on one node, a collection before each reading; each but for what the server takes
                without any. %s The line that is extrapolated takes what a socket takes at the largest size measured.

                """, table(sockets).markdown(), limits(sockets));
    }

    private static boolean isGoalMeasured(Sockets sockets) {
        return sockets.sizes().getLast().sockets() >= Sockets.GOAL;
    }

    private static String megabytes(double value) {
        return format("%,.0f", value);
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
