package chat.switchboard.bench.load;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
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
        for (Chat chat : firsts()) for (int i = 0; i < order.window(); i++) chat.send(now);
    }

    @Override
    void continueWith(Chat chat) {
        if (isSending()) chat.next().send(System.nanoTime());
    }

    /// Each conversation, or the first of each agent who goes from one to the next.
    private List<Chat> firsts() {
        Set<Chat> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Chat> firsts = new ArrayList<>();
        for (Chat chat : chats) {
            if (!seen.add(chat)) continue;
            firsts.add(chat);
            for (Chat other = chat.next(); other != chat; other = other.next()) seen.add(other);
        }
        return firsts;
    }
}
