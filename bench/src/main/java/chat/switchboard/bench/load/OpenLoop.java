package chat.switchboard.bench.load;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// At a constant rate, spread evenly over the conversations. Every message's clock starts when it should have
/// left, so a stall of the server, or of this process, counts for all messages it held up.
final class OpenLoop extends Run {
    private final double nanosBetween;
    private final int count;
    private long began;
    private int next;

    OpenLoop(List<Chat> chats, EventLoop loop, Order.Steadily order) {
        super(chats, loop);
        this.nanosBetween = 1e9 / order.perSecond();
        this.count = Math.toIntExact(order.millis() * order.perSecond() / 1000);
    }

    @Override
    void begin(long now) {
        began = now;
        sendWhatIsDue();
    }

    @Override
    void continueWith(Chat chat) {}

    private void sendWhatIsDue() {
        while (next < count && intendedAt(next) <= System.nanoTime()) {
            chats.get(next % chats.size()).send(intendedAt(next));
            next++;
        }
        if (next == count) stop();
        else loop.schedule(this::sendWhatIsDue, intendedAt(next) - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private long intendedAt(int message) {
        return began + (long) (message * nanosBetween);
    }
}
