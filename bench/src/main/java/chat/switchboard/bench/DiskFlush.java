package chat.switchboard.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/// What one commit must wait for on this disk, whatever the program: 8 KB written over in a file that has its size, and
/// flushed (`fdatasync`), as PostgreSQL does with its WAL. Microseconds.
public record DiskFlush(long p50, long p99, long p999, long most) {
    private static final int PAGE = 8 * 1024;
    private static final int PAGES = 2_048;

    static DiskFlush measure() throws IOException {
        Path file = Files.createTempFile("switchboard-bench-", ".flush");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(PAGE * PAGES));
            channel.force(true);
            var histogram = new Histogram(3);
            for (int page = 0; page < PAGES; page++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE), (long) page * PAGE);
                channel.force(false);
                histogram.recordValue((System.nanoTime() - start) / 1000);
            }
            return new DiskFlush(
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(99),
                    histogram.getValueAtPercentile(99.9),
                    histogram.getMaxValue());
        } finally {
            Files.delete(file);
        }
    }
}
