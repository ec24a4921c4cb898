package chat.switchboard.bench;

import chat.switchboard.bench.load.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `EXPLAIN (ANALYZE, BUFFERS)` of the statement behind one page, as PostgreSQL wrote it into its log while the
/// server ran it: the real text, the real role, under row-level security.
///
/// @param blocks of 8 KB that were looked at, in memory or not
public record Plan(double millis, int blocks, List<String> lines) {
    private static final Pattern DURATION = Pattern.compile("duration: ([0-9.]+) ms  plan:");
    private static final Pattern BLOCKS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> SETTINGS =
            List.of("log_min_duration", "log_analyze", "log_buffers", "log_timing", "log_parameter_max_length");

    private static final Order.ReadPages ONE_CONVERSATION = new Order.ReadPages(1, 1, 300);

    /// Reads the same page a few times, so that everything is in memory, and takes the last plan.
    static Plan ofPage(Cluster cluster, LoadProcess load) throws SQLException, IOException, InterruptedException {
        try (Connection connection = cluster.connect("switchboard");
                Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                String value = setting.endsWith("duration") || setting.endsWith("length") ? "0" : "on";
                statement.execute("ALTER SYSTEM SET auto_explain." + setting + " = " + value);
            }
            statement.execute("SELECT pg_reload_conf()");
            try {
                load.measure(ONE_CONVERSATION);
                return await(cluster.folder().resolve("log"));
            } finally {
                for (String setting : SETTINGS) statement.execute("ALTER SYSTEM RESET auto_explain." + setting);
                statement.execute("SELECT pg_reload_conf()");
            }
        }
    }

    private static Plan await(Path logs) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<Plan> found = in(newest(logs));
            if (found.size() >= 10) return found.getLast();
            Thread.sleep(50);
        }
        throw new IllegalStateException("PostgreSQL wrote no plan of a page of history");
    }

    private static List<String> newest(Path logs) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            return Files.readAllLines(
                    files.max(Comparator.comparing(Plan::changed)).orElseThrow());
        }
    }

    private static java.nio.file.attribute.FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Entries of the log that are plans of a page. Continuation lines begin with a tab.
    static List<Plan> in(List<String> log) {
        Predicate<String> continues = line -> line.startsWith("\t");
        var entries = new java.util.ArrayList<List<String>>();
        for (String line : log) {
            if (continues.test(line) && !entries.isEmpty()) entries.getLast().add(line.substring(1));
            else entries.add(new java.util.ArrayList<>(List.of(line)));
        }
        return entries.stream().filter(Plan::isPage).map(Plan::of).toList();
    }

    private static boolean isPage(List<String> entry) {
        String text = String.join("\n", entry);
        return DURATION.matcher(text).find() && text.contains("message") && text.contains("seq < ");
    }

    private static Plan of(List<String> entry) {
        Matcher duration = DURATION.matcher(entry.getFirst());
        Matcher blocks = BLOCKS.matcher(String.join("\n", entry));
        if (!duration.find() || !blocks.find()) throw new IllegalStateException("Not a plan: " + entry);
        int hit = blocks.group(1) == null ? 0 : Integer.parseInt(blocks.group(1));
        int read = blocks.group(2) == null ? 0 : Integer.parseInt(blocks.group(2));
        return new Plan(Double.parseDouble(duration.group(1)), hit + read, List.copyOf(entry.subList(1, entry.size())));
    }
}
