package chat.switchboard.presence;

import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message.Sender;
import chat.switchboard.kernel.Actor;
import chat.switchboard.ledger.Committed;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import chat.switchboard.settings.Setting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The door to agents' presence.
///
/// An agent is what she said (`online`, `busy`, `offline`) as long as she shows signs of life: an open socket, a
/// heartbeat, an answer to a customer. Methods that read or write the table block: call them on a virtual thread.
public final class Presence {
    /// @param agentOfflineAfter without a sign of life
    /// @param attentionLasts after the last sign that somebody looks at a conversation
    /// @param presenceUpdates how often this node looks at what changed, and so the longest until others see it
    public record Settings(
            @Setting(
                    says =
                            "After so long without a sign of life an agent counts as gone; the conversations go back to the queue.",
                    fallback = "2m",
                    desk = "presence.agentOfflineAfter",
                    deskLeast = "1m",
                    deskMost = "1h")
            Duration agentOfflineAfter,

            @Setting(
                    says =
                            "So long after the assigned agent had a conversation open, or typed in it, messages there do not escalate yet.",
                    fallback = "60s",
                    desk = "presence.attentionLasts",
                    deskMost = "1h")
            Duration attentionLasts,

            @Setting(
                    says =
                            "How often a node looks at which agents came or went, and so the longest until others are told.",
                    fallback = "1s")
            Duration presenceUpdates) {}

    private final Database database;
    private final Clock clock;
    private final Supplier<Settings> settings;
    private final Attention attention;
    private final Map<UUID, Integer> sockets = new ConcurrentHashMap<>();
    private final Set<UUID> fresh = ConcurrentHashMap.newKeySet();
    private final Set<UUID> acted = ConcurrentHashMap.newKeySet();
    private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();
    private volatile List<StaffMember> known = List.of();
    private Instant lastBeat = Instant.MIN;
    /// After how long an agent counted as gone at the last beat.
    private Duration beatFor = Duration.ZERO;

    /// @param settings asked for each time, so that they may change; how often it looks stays as it is now
    public Presence(Database database, Clock clock, Supplier<Settings> settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.attention = new Attention(clock, () -> settings.get().attentionLasts());
    }

    /// Writes this node's signs of life and tells what changed on any node.
    public Job job() {
        return Job.onEveryNode("presence", settings.get().presenceUpdates(), this::round);
    }

    /// Calls `listener` with what changed, whichever node it happened on; it must not block.
    public void onChange(Consumer<List<Change>> listener) {
        listeners.add(listener);
    }

    /// What somebody says of themselves; a sign of life as well.
    public Arrival set(Actor.Staff staff, Status status) {
        Arrival arrival = arrive(staff, store -> store.set(staff.id(), status, now().plus(offlineAfter())));
        lookAt(staff.id());
        return arrival;
    }

    /// A sign of life, due every quarter of the time after which an agent counts as gone.
    public Arrival heartbeat(Actor.Staff staff) {
        return arrive(staff, store -> store.seen(List.of(staff.id()), now().plus(offlineAfter())));
    }

    /// A socket is open: it is its agent's heartbeat until it closes.
    public void connected(Actor.Staff staff) {
        fresh.add(staff.id());
        sockets.merge(staff.id(), 1, Integer::sum);
    }

    public void disconnected(Actor.Staff staff) {
        sockets.computeIfPresent(staff.id(), (_, open) -> open == 1 ? null : open - 1);
    }

    /// Somebody of the staff looks at a conversation: reads it, types in it, has it open until now.
    public void attended(Actor.Staff staff, UUID conversationId) {
        attention.paid(staff.id(), conversationId);
    }

    /// Whether an agent looked at a conversation a moment ago, as far as this node knows. Costs nothing.
    public boolean attends(UUID agentId, UUID conversationId) {
        return attention.isPaid(agentId, conversationId);
    }

    /// Whoever answers a customer is here, whatever else they said. To be told what was committed.
    public void committed(Committed committed) {
        for (Event event : committed.events())
            if (event instanceof Event.MessageCreated(var message)
                    && message.sender().type() == Sender.Type.AGENT)
                acted.add(message.sender().id());
    }

    /// Everybody who answers customers, as they stand now.
    public List<StaffMember> staff() {
        return database.transaction(Actor.SYSTEM, handle -> new PresenceStore(handle, now()).staff());
    }

    /// The same as of a moment ago; costs nothing.
    public List<StaffMember> known() {
        return known;
    }

    /// Whether anybody who serves a department was online or busy a moment ago. Costs nothing.
    ///
    /// @param departmentId null: any
    public boolean isAnybodyHere(UUID departmentId) {
        return known.stream().anyMatch(member -> member.status() != Status.OFFLINE && member.serves(departmentId));
    }

    public Duration offlineAfter() {
        return settings.get().agentOfflineAfter();
    }

    /// One round: writes the signs of life of this node's sockets when they are due, then tells what changed.
    public void round() {
        beat();
        look();
    }

    /// Eight times within the time after which an agent counts as gone: a lost write or two does no harm.
    /// At once when that time was changed: what was written by a shorter one would run out before the next
    /// beat, and what was written by a longer one too late.
    private void beat() {
        Instant now = now();
        Duration patience = offlineAfter();
        Set<UUID> answered = take(acted);
        Set<UUID> alive = take(fresh);
        boolean changed = !patience.equals(beatFor);
        boolean due = changed || !now.isBefore(lastBeat.plus(patience.dividedBy(8)));
        alive.addAll(answered);
        if (due) alive.addAll(sockets.keySet());
        attention.forgetPassed();
        if (changed || !alive.isEmpty())
            database.transaction(Actor.SYSTEM, handle -> {
                PresenceStore store = new PresenceStore(handle, now);
                if (changed) store.expireBy(now.plus(patience));
                if (!alive.isEmpty()) store.seen(alive, now.plus(patience));
                if (!answered.isEmpty()) store.acted(answered);
                return null;
            });
        if (due) lastBeat = now;
        beatFor = patience;
    }

    private synchronized void look() {
        adopt(staff());
    }

    /// Only at one: two hundred who come at nine shall not read each other's rows two hundred times.
    private synchronized void lookAt(UUID id) {
        Optional<StaffMember> seen =
                database.transaction(Actor.SYSTEM, handle -> new PresenceStore(handle, now()).staffMember(id));
        adopt(Stream.concat(known.stream().filter(member -> !member.id().equals(id)), seen.stream())
                .toList());
    }

    private void adopt(List<StaffMember> seen) {
        List<Change> changes = changes(known, seen, now());
        known = seen;
        if (!changes.isEmpty()) listeners.forEach(listener -> listener.accept(changes));
    }

    private static List<Change> changes(List<StaffMember> before, List<StaffMember> after, Instant now) {
        Map<UUID, StaffMember> here = new HashMap<>();
        for (StaffMember member : before) if (member.status() != Status.OFFLINE) here.put(member.id(), member);
        List<Change> changes = new ArrayList<>();
        for (StaffMember member : after) {
            StaffMember old = here.remove(member.id());
            Status oldStatus = old == null ? Status.OFFLINE : old.status();
            if (oldStatus != member.status())
                changes.add(
                        new Change(member.person(), member.status(), member.since() == null ? now : member.since()));
        }
        for (StaffMember left : here.values()) changes.add(new Change(left.person(), Status.OFFLINE, now));
        return changes;
    }

    private Arrival arrive(Actor.Staff staff, Consumer<PresenceStore> sign) {
        return database.transaction(Actor.SYSTEM, handle -> {
            PresenceStore store = new PresenceStore(handle, now());
            Instant before = store.seenAt(staff.id()).orElse(null);
            sign.accept(store);
            store.told(staff.id());
            boolean wasGone = before != null && before.plus(offlineAfter()).isBefore(now());
            List<Arrival.Lost> lost = wasGone ? store.lostSince(staff.id(), before) : List.of();
            return store.staffMember(staff.id())
                    .map(member -> new Arrival(member.status(), member.since(), lost))
                    .orElse(new Arrival(Status.OFFLINE, now(), lost));
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Set<UUID> take(Set<UUID> from) {
        Set<UUID> taken = new HashSet<>(from);
        from.removeAll(taken);
        return taken;
    }
}
