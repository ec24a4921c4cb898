package chat.switchboard.bench.load;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// One measurement from its first message until nothing is on its way any more. Lives on the event loop.
abstract class Run {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    final List<Chat> chats;
    final EventLoop loop;
    private final CompletableFuture<Measured> result = new CompletableFuture<>();
    private final Histogram acknowledged = new Histogram(LONGEST_MICROS, 3);
    private final Histogram delivered = new Histogram(LONGEST_MICROS, 3);
    private boolean sending;
    private long began;
    private double seconds;
    private long completeInTime;
    private long total;
    private long refused;

    Run(List<Chat> chats, EventLoop loop) {
        this.chats = chats;
        this.loop = loop;
    }

    CompletableFuture<Measured> start() {
        loop.execute(() -> {
            for (Chat chat : chats) chat.takePartIn(this);
            sending = true;
            began = System.nanoTime();
            begin(began);
        });
        return result;
    }

    /// Sends the first messages.
    abstract void begin(long now);

    /// A message of this conversation is done, one way or the other.
    abstract void continueWith(Chat chat);

    final boolean isSending() {
        return sending;
    }

    final void acknowledged(long intendedAt) {
        record(acknowledged, System.nanoTime() - intendedAt);
    }

    final void delivered(long intendedAt) {
        record(delivered, System.nanoTime() - intendedAt);
    }

    final void completed(Chat chat) {
        total++;
        continueWith(chat);
    }

    /// @param chat whose message it was; null for what nobody waits for
    final void refused(Chat chat) {
        refused++;
        if (chat != null) continueWith(chat);
    }

    /// Sends no more and waits for what is on its way.
    final void stop() {
        long now = System.nanoTime();
        sending = false;
        seconds = (now - began) / 1e9;
        completeInTime = total;
        drain(now + PATIENCE);
    }

    private void drain(long deadline) {
        boolean done = chats.stream().allMatch(chat -> chat.inFlight() == 0);
        if (done || System.nanoTime() > deadline) finish();
        else loop.schedule(() -> drain(deadline), 1, TimeUnit.MILLISECONDS);
    }

    private void finish() {
        long unfinished = chats.stream().mapToInt(Chat::inFlight).sum();
        long now = System.nanoTime();
        for (Chat chat : chats) for (long intendedAt : chat.giveUp()) record(delivered, now - intendedAt);
        int cut = (int) chats.stream().filter(Chat::isCut).count();
        result.complete(new Measured(
                completeInTime,
                seconds,
                total,
                refused,
                unfinished,
                cut,
                Measured.Latency.of(acknowledged),
                Measured.Latency.of(delivered)));
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
    }
}
