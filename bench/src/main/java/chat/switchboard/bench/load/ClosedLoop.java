package chat.switchboard.bench.load;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// As fast as the server can: every completed message is followed by the next.
final class ClosedLoop extends Run {
    private final Order.AsFastAsPossible order;

    ClosedLoop(List<Chat> chats, EventLoop loop, Order.AsFastAsPossible order) {
        super(chats, loop);
        this.order = order;
    }

    @Override
    void begin(long now) {
        loop.schedule(this::stop, order.millis(), TimeUnit.MILLISECONDS);
        for (Chat chat : chats) for (int i = 0; i < order.window(); i++) chat.send(now);
    }

    @Override
    void continueWith(Chat chat) {
        if (isSending()) chat.send(System.nanoTime());
    }
}
