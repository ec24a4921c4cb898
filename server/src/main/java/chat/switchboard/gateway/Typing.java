package chat.switchboard.gateway;

import chat.switchboard.conversation.Message.Sender;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.limit.Throttle;
import chat.switchboard.socketio.Frame;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Who types where. Memory only: it may be lost with the process, and ends by itself.
final class Typing {
    static final Duration EXPIRY = Duration.ofSeconds(10);

    private record Key(UUID conversationId, UUID personId) {}

    private record Started(Sender by, Instant until) {}

    private final Rooms rooms;
    private final Clock clock;
    private final Throttle<Key> rate;
    private final Map<Key, Started> typing = new ConcurrentHashMap<>();

    /// @param every how often somebody may say so again
    Typing(Rooms rooms, Duration every, Clock clock) {
        this.rooms = rooms;
        this.clock = clock;
        this.rate = new Throttle<>(List.of(new Throttle.Rate(1, every)), clock);
    }

    Outcome<?> started(UUID conversationId, Sender by, String preview) {
        Key key = new Key(conversationId, by.id());
        return rate.attempt(key).map(_ -> {
            typing.put(key, new Started(by, clock.instant().plus(EXPIRY)));
            tellOthers(conversationId, by, Frames.typingStarted(conversationId, by, preview));
            return key;
        });
    }

    void stopped(UUID conversationId, Sender by) {
        if (by.id() == null || typing.remove(new Key(conversationId, by.id())) == null) return;
        tellOthers(conversationId, by, Frames.typingStopped(conversationId, by));
    }

    /// Ends what was started too long ago.
    void expire() {
        Instant now = clock.instant();
        typing.forEach((key, started) -> {
            if (!now.isBefore(started.until)) stopped(key.conversationId, started.by);
        });
    }

    private void tellOthers(UUID conversationId, Sender by, Frame frame) {
        for (Client member : rooms.members(conversationId))
            if (!member.personId().equals(by.id())) member.send(frame);
    }
}
