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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;
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
        subjects.add(new Switchboard(installation, false, false));
        if (options.tls()) subjects.add(new Switchboard(installation, true, false));
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
        DiskFlush flush = DiskFlush.measure();
        var throughput = new ArrayList<Throughput>();
        var crowd = new ArrayList<Crowd>();
        var desk = new ArrayList<DeskAsItIs>();
        var history = new ArrayList<HistoryPages>();
        var growth = new ArrayList<Growth>();
        var sockets = new ArrayList<Sockets>();
        var bot = new ArrayList<BotAnswers>();
        var starts = new ArrayList<Starts>();
        if (options.scenarios().contains(Scenario.THROUGHPUT))
            for (int window : options.windows())
                throughput.addAll(inTurns(
                        "at full speed, " + window + " on the way",
                        (subject, folder) -> Throughput.of(subject, window, options, folder, children),
                        Throughput::and));
        if (options.scenarios().contains(Scenario.CROWD))
            crowd.addAll(inTurns(
                    String.format(Locale.ROOT, "with %,d sockets", options.waiting()),
                    (subject, folder) -> Crowd.of(subject, options, folder, children),
                    Crowd::and));
        if (options.scenarios().contains(Scenario.DESK))
            desk.addAll(inTurns(
                    "as a desk is",
                    (subject, folder) -> DeskAsItIs.of(subject, options, folder, children),
                    DeskAsItIs::and));
        Subject ours = subjects.getFirst();
        if (options.scenarios().contains(Scenario.HISTORY))
            attempt(ours, "with much to read", folder -> HistoryPages.of(ours, options, folder, children))
                    .ifPresent(history::addAll);
        if (options.scenarios().contains(Scenario.GROWTH))
            attempt(ours, "growing", folder -> Growth.of(ours, options, folder, children))
                    .ifPresent(growth::add);
        if (options.scenarios().contains(Scenario.SOCKETS))
            attempt(ours, "with as many sockets as it may have", folder -> Sockets.of(ours, options, folder, children))
                    .ifPresent(sockets::add);
        var withBot = new Switchboard(installation, false, true);
        if (options.scenarios().contains(Scenario.BOT))
            attempt(withBot, "with the bot", folder -> BotAnswers.of(withBot, options, folder, children))
                    .ifPresent(bot::add);
        if (options.scenarios().contains(Scenario.START))
            attempt(ours, "starts", folder -> Starts.of(ours, folder, children)).ifPresent(starts::add);
        report(new Results(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Machine.here(installation),
                flush,
                options,
                throughput,
                crowd,
                desk,
                history,
                growth,
                sockets,
                bot,
                starts));
    }

    /// One subject after the other, all of them again and again: what disturbs the machine for a while disturbs all.
    private <T> List<T> inTurns(String what, SubjectMeasurement<T> measurement, BinaryOperator<T> and) {
        var results = new LinkedHashMap<Subject, T>();
        for (int turn = 0; turn < options.turns(); turn++)
            for (Subject subject : subjects)
                attempt(subject, what, folder -> measurement.in(subject, folder))
                        .ifPresent(result -> results.merge(subject, result, and));
        return List.copyOf(results.values());
    }

    private void report(Results results) throws IOException {
        var report = new Report(results);
        for (Table table : report.tables()) System.out.println(table.aligned());
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
    private <T> Optional<T> attempt(Subject subject, String what, Measurement<T> measurement) {
        System.err.printf(Locale.ROOT, "%s %s …%n", subject.name(), what);
        try {
            return Optional.of(inNewFolder(measurement));
        } catch (Exception fault) {
            System.err.println("It broke down, and has no figures here:");
            fault.printStackTrace();
            return Optional.empty();
        }
    }

    private interface Measurement<T> {
        T in(Path folder) throws Exception;
    }

    private interface SubjectMeasurement<T> {
        T in(Subject subject, Path folder) throws Exception;
    }

    private static <T> T inNewFolder(Measurement<T> measurement) throws Exception {
        Path folder = Files.createTempDirectory("switchboard-bench-");
        try {
            return measurement.in(folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
