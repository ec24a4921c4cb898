package chat.switchboard.bench;

import chat.switchboard.bench.Options.Scenario;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Measures Switchboard and its peer one after the other, prints one table, keeps the figures.
public final class Bench {
    private final Options options;
    private final Installation installation = Installation.found();
    private final Children children;
    private final List<Subject> subjects = new ArrayList<>();

    private Bench(Options options, Children children) {
        this.options = options;
        this.children = children;
        subjects.add(new Switchboard(installation, false));
        if (options.tls()) subjects.add(new Switchboard(installation, true));
        subjects.addAll(Peer.variants(installation).subList(0, options.peers()));
    }

    public static void main(String[] arguments) throws Exception {
        Options options = optionsOf(arguments);
        try (var children = new Children()) {
            new Bench(options, children).run();
        }
    }

    private static Options optionsOf(String[] arguments) {
        try {
            return Options.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    private void run() throws Exception {
        var throughput = new ArrayList<Throughput>();
        var crowd = new ArrayList<Crowd>();
        var desk = new ArrayList<DeskAsItIs>();
        var history = new ArrayList<HistoryPages>();
        var growth = new ArrayList<Growth>();
        var sockets = new ArrayList<Sockets>();
        for (Subject subject : subjects) {
            if (options.scenarios().contains(Scenario.THROUGHPUT)) {
                say(subject, "at full speed");
                attempt(throughput, folder -> Throughput.of(subject, options, folder, children));
            }
            if (options.scenarios().contains(Scenario.CROWD)) {
                say(subject, String.format(Locale.ROOT, "with %,d sockets", options.waiting()));
                attempt(crowd, folder -> Crowd.of(subject, options, folder, children));
            }
            if (options.scenarios().contains(Scenario.DESK)) {
                say(subject, "as a desk is");
                attempt(desk, folder -> DeskAsItIs.of(subject, options, folder, children));
            }
        }
        if (options.scenarios().contains(Scenario.HISTORY)) {
            say(subjects.getFirst(), "with much to read");
            history.addAll(inNewFolder(folder -> HistoryPages.of(subjects.getFirst(), options, folder, children)));
        }
        if (options.scenarios().contains(Scenario.GROWTH)) {
            say(subjects.getFirst(), "growing");
            attempt(growth, folder -> Growth.of(subjects.getFirst(), options, folder, children));
        }
        if (options.scenarios().contains(Scenario.SOCKETS)) {
            say(subjects.getFirst(), "with as many sockets as it may have");
            attempt(sockets, folder -> Sockets.of(subjects.getFirst(), options, folder, children));
        }
        report(new Results(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Machine.here(installation),
                options,
                throughput,
                crowd,
                desk,
                history,
                growth,
                sockets));
    }

    private void report(Results results) throws IOException {
        var report = new Report(results);
        if (!results.subjects().isEmpty()) System.out.println(report.table().aligned());
        if (!results.desk().isEmpty()) System.out.println(report.deskTable().aligned());
        if (!results.history().isEmpty())
            System.out.println(report.historyTable().aligned());
        for (Growth growth : results.growth())
            for (Table table : GrowthReport.tables(growth)) System.out.println(table.aligned());
        for (Sockets sockets : results.sockets()) {
            System.out.println(SocketsReport.table(sockets).aligned());
            System.out.println(SocketsReport.limits(sockets));
        }
        if (options.keeps()) System.out.println("Written: " + keep(results, report));
    }

    private Path keep(Results results, Report report) throws IOException {
        Path folder = Files.createDirectories(installation.root().resolve("bench/results"));
        String name = results.date().substring(0, 16).replace(":", "").replace("T", "-");
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(name + ".json").toFile(), results);
        return Files.writeString(folder.resolve(name + ".md"), report.markdown());
    }

    /// A subject that breaks down leaves its cells empty; what was measured before is not lost with it.
    private <T> void attempt(List<T> results, Measurement<T> measurement) {
        try {
            results.add(inNewFolder(measurement));
        } catch (Exception fault) {
            System.err.println("It broke down, and has no figures here:");
            fault.printStackTrace();
        }
    }

    private interface Measurement<T> {
        T in(Path folder) throws Exception;
    }

    private static <T> T inNewFolder(Measurement<T> measurement) throws Exception {
        Path folder = Files.createTempDirectory("switchboard-bench-");
        try {
            return measurement.in(folder);
        } finally {
            delete(folder);
        }
    }

    private static void say(Subject subject, String what) {
        System.err.printf(Locale.ROOT, "%s %s …%n", subject.name(), what);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
