package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation.Standing;
import chat.switchboard.conversation.Message.Sender;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;
import chat.switchboard.limit.RateLimiter;
import chat.switchboard.socketio.Frame;
import chat.switchboard.wire.Audience;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Who types where. Memory only: it may be lost with the process, and ends by itself. Only who listens to a
/// conversation and may see it types there, and only those are told.
final class Typing {
    static final Duration EXPIRY = Duration.ofSeconds(10);

    /// @param every how often somebody may say so again in one conversation
    /// @param previews whether staff see now what customers are about to say
    record Rules(Duration every, BooleanSupplier previews) {}

    private record Key(UUID conversationId, UUID personId) {}

    private record Started(Sender by, Instant until) {}

    private final Rooms rooms;
    private final BooleanSupplier previews;
    private final Clock clock;
    private final RateLimiter<Key> rate;
    private final Map<Key, Started> typing = new ConcurrentHashMap<>();

    Typing(Rooms rooms, Rules rules, Clock clock) {
        this.rooms = rooms;
        this.previews = rules.previews();
        this.clock = clock;
        this.rate = new RateLimiter<>(List.of(new RateLimiter.Rate(1, rules.every())), clock);
    }

    Outcome<?> started(UUID conversationId, Client by, String preview) {
        Key key = new Key(conversationId, by.personId());
        return mayType(conversationId, by)
                .then(_ -> rate.attempt(key).map(_ -> {
                    String shown = shown(by.actor(), preview);
                    Sender sender = Sender.of(by.actor());
                    typing.put(key, new Started(sender, clock.instant().plus(EXPIRY)));
                    Frame plain = Frames.typingStarted(conversationId, sender, null);
                    Frame forStaff = shown == null ? plain : Frames.typingStarted(conversationId, sender, shown);
                    tellOthers(conversationId, sender, plain, forStaff);
                    return key;
                }));
    }

    Outcome<?> stopped(UUID conversationId, Client by) {
        return mayType(conversationId, by).map(standing -> {
            stopped(conversationId, by.personId());
            return standing;
        });
    }

    /// Whoever it was writes no more, or is not here any more.
    void stopped(UUID conversationId, UUID personId) {
        if (personId == null || typing.isEmpty()) return;
        Started started = typing.remove(new Key(conversationId, personId));
        if (started == null) return;
        Frame frame = Frames.typingStopped(conversationId, started.by);
        tellOthers(conversationId, started.by, frame, frame);
    }

    /// Nobody types there any more.
    void stopped(UUID conversationId) {
        for (Key key : typing.keySet())
            if (key.conversationId.equals(conversationId)) stopped(conversationId, key.personId);
    }

    /// Ends what was started too long ago.
    void expire() {
        Instant now = clock.instant();
        typing.forEach((key, started) -> {
            if (!now.isBefore(started.until)) stopped(key.conversationId, key.personId);
        });
    }

    private Outcome<Standing> mayType(UUID conversationId, Client by) {
        Standing standing = rooms.standing(conversationId, by);
        if (standing == null) return Outcome.refused(Refusal.notFound());
        if (standing.status() == Status.CLOSED)
            return Outcome.refused(
                    Refusal.of(Refusal.Code.CONVERSATION_CLOSED, "This conversation is closed: nobody writes there."));
        return Outcome.done(standing);
    }

    /// What staff are shown of a preview: null when there is none, the desk does not want any, or it comes from staff.
    private String shown(Actor by, String preview) {
        return previews.getAsBoolean() && by instanceof Actor.Requester ? Text.orNull(preview) : null;
    }

    private void tellOthers(UUID conversationId, Sender by, Frame forCustomers, Frame forStaff) {
        for (Client member : rooms.members(conversationId)) {
            if (member.personId().equals(by.id()) || rooms.standing(conversationId, member) == null) continue;
            member.send(member.audience() == Audience.STAFF ? forStaff : forCustomers);
        }
    }
}
