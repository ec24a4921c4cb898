package chat.switchboard.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Milliseconds from the command until the server says that it is ready, its PostgreSQL included.
///
/// @param first with an empty folder
/// @param again with the data of the first start
public record Starts(String subject, long first, List<Long> again) {
    private static final int AGAIN = 7;

    static Starts of(Subject subject, Path folder, Children children) throws IOException, InterruptedException {
        long first = millis(subject, folder, children);
        var again = new ArrayList<Long>();
        for (int i = 0; i < AGAIN; i++) again.add(millis(subject, folder, children));
        return new Starts(subject.name(), first, again);
    }

    double medianAgain() {
        return Median.of(again, Long::doubleValue);
    }

    private static long millis(Subject subject, Path folder, Children children)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (Instance _ = subject.start(folder, children)) {
            return (System.nanoTime() - start) / 1_000_000;
        }
    }
}
