package chat.switchboard.bench;

import chat.switchboard.bench.Options.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        subjects.add(new Switchboard(installation));
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
        for (Subject subject : subjects) {
            Path folder = Files.createTempDirectory("switchboard-bench-");
            try {
                if (options.scenarios().contains(Scenario.THROUGHPUT)) {
                    say(subject, "at full speed");
                    throughput.add(Throughput.of(subject, options, folder, children));
                }
                if (options.scenarios().contains(Scenario.CROWD)) {
                    say(subject, "with %,d sockets".formatted(options.waiting()));
                    crowd.add(Crowd.of(subject, options, folder, children));
                }
            } finally {
                delete(folder);
            }
        }
        var results = new Results(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Machine.here(installation),
                "18",
                options,
                throughput,
                crowd);
        System.out.println(Report.table(results));
    }

    private static void say(Subject subject, String what) {
        System.err.printf("%s %s …%n", subject.name(), what);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
