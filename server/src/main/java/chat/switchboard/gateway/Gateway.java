package chat.switchboard.gateway;

import chat.switchboard.contract.CommandReader;
import chat.switchboard.contract.Contract;
import chat.switchboard.identity.Identity;
import chat.switchboard.identity.Principal;
import chat.switchboard.insight.Inbox;
import chat.switchboard.insight.LiveCounts;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.limit.RateLimiter.Rate;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.scheduler.Job;
import chat.switchboard.socketio.Admission;
import chat.switchboard.socketio.Application;
import chat.switchboard.socketio.engine.Handshake;
import chat.switchboard.texts.RefusalTexts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/// The door of the sockets: admits them by their token, hands their commands on, and lets them go.
public final class Gateway implements Application {
    private static final Duration INBOX_PAUSE = Duration.ofMillis(250);
    /// The batches keep their pause themselves.
    private static final Duration BATCH_CHECK = Duration.ofMillis(100);
    private static final Duration COUNT_CHECK = Duration.ofMinutes(1);
    private static final Duration TYPING_CHECK = Duration.ofMillis(500);

    /// With the look for what other nodes revoked, less than the 5 seconds of the contract.
    private static final Duration TOKEN_CHECK = Duration.ofSeconds(2);

    /// @param socketsPerCustomer at the same time
    /// @param joinedPerSocket conversations at the same time
    /// @param answerBytes most that the messages of one answer may take
    /// @param grace how long a socket goes on after its token's end, so that renewing may be a little late
    public record Limits(
            int socketsPerCustomer, int joinedPerSocket, int answerBytes, Duration grace, CommandLimits commands) {}

    /// What the commands of sockets may ask for.
    ///
    /// @param unanswered commands of one socket at the same time
    /// @param reads of one socket: joining, leaving, read marks
    /// @param changes of one socket: everything else but messages and typing
    /// @param typing signals of one socket
    /// @param connections to the database that all sockets together may use at the same time
    /// @param ledger places in the ledger's queue for what is no message, of all sockets together
    public record CommandLimits(int unanswered, Rate reads, Rate changes, Rate typing, int connections, int ledger) {
        /// Null where the socket has no limit of its own.
        Rate rate(CommandRates.Kind kind) {
            return switch (kind) {
                case MESSAGE -> null;
                case READ -> reads;
                case CHANGE -> changes;
                case TYPING -> typing;
            };
        }
    }

    /// @param positionEvery how often a socket is told where its changed conversations stand
    /// @param typingEvery how often somebody may say that they type, in one conversation
    /// @param typingPreviews whether staff see what customers are about to say
    public record Telling(Duration positionEvery, Duration typingEvery, BooleanSupplier typingPreviews) {}

    /// What lies behind the sockets.
    ///
    /// @param contract what may be asked for
    public record Features(
            Contract contract, Conversations conversations, Inbox inbox, Presence presence, ConversationQueue queue) {}

    private final Identity identity;
    private final Commands commands;
    private final Rooms rooms;
    private final InboxUpdates inboxes;
    private final Features features;
    private final int socketsPerCustomer;
    private final int answerBytes;
    private final Duration grace;
    private final Clock clock;
    private final ConnectedClients clients = new ConnectedClients();
    private final List<Job> jobs;

    public Gateway(Identity identity, Features features, Limits limits, Telling telling, Clock clock) {
        this.identity = identity;
        this.features = features;
        this.answerBytes = limits.answerBytes();
        this.grace = limits.grace();
        this.clock = clock;
        this.socketsPerCustomer = limits.socketsPerCustomer();
        this.rooms = new Rooms(limits.joinedPerSocket());
        LiveCounts counts = features.inbox().liveCounts();
        InboxBatches batches = new InboxBatches(counts, features.queue()::position, limits.answerBytes(), clock);
        this.inboxes = new InboxUpdates(rooms, features.queue()::position, batches);
        PositionUpdates positions = new PositionUpdates(rooms);
        Typing typing = new Typing(rooms, new Typing.Rules(telling.typingEvery(), telling.typingPreviews()), clock);
        BlockingWork blocking = new BlockingWork(limits.commands().connections());
        Subscriptions subscriptions = new Subscriptions(features, rooms, inboxes, blocking, limits.answerBytes());
        ControlCommands control = new ControlCommands(
                features, subscriptions, typing, blocking, limits.commands().ledger());
        this.commands = new Commands(
                features.conversations(), new CommandReader(features.contract()), control, limits.commands(), clock);
        features.conversations()
                .onCommitted(new Fanout(rooms, inboxes, positions, typing, features.queue()::position)::publish);
        features.conversations().surroundings().attendedWhen(this::isAttended);
        Broadcasts broadcasts = new Broadcasts(rooms, clients::forEach);
        features.presence().onChange(broadcasts::presence);
        features.queue().onPosition(broadcasts::place);
        features.queue().onAvailability(broadcasts::availability);
        identity.onRevoked(this::endSession);
        jobs = List.of(
                Job.onEveryNode("last-sequences", telling.positionEvery(), positions::tell),
                Job.onEveryNode("inbox-updates", INBOX_PAUSE, inboxes::flush),
                Job.onEveryNode("inbox-batches", BATCH_CHECK, batches::flush),
                Job.onEveryNode("inbox-counts", COUNT_CHECK, counts::check),
                Job.onEveryNode("typing-expiry", TYPING_CHECK, typing::expire),
                Job.onEveryNode("token-expiry", TOKEN_CHECK, this::endUnfit));
    }

    @Override
    public CompletionStage<Admission> admit(Handshake handshake, String namespace, ObjectNode auth) {
        return CompletableFuture.completedFuture(
                switch (principal(namespace, auth).then(this::admit)) {
                    case Outcome.Refused<Client>(Refusal refusal) -> refused(refusal, handshake);
                    case Outcome.Done<Client>(Client client) -> new Admission.Accepted(client);
                });
    }

    /// Sockets now connected.
    public int sockets() {
        return clients.count();
    }

    /// Asks every client to come back elsewhere within this time.
    public void drain(Duration reconnectWithin) {
        var frame = Frames.draining(reconnectWithin.toMillis());
        clients.forEach(client -> client.send(frame));
    }

    /// What is told in rounds, and what ends by time.
    public List<Job> jobs() {
        return jobs;
    }

    Commands commands() {
        return commands;
    }

    /// Most that the messages of one answer may take.
    int answerBytes() {
        return answerBytes;
    }

    /// The place in the queue of a conversation that waits, else null.
    QueuePosition place(UUID conversationId) {
        return features.queue().position(conversationId);
    }

    void arrived(Client client) {
        if (client.actor() instanceof Actor.Staff staff) features.presence().connected(staff);
        add(client);
        // Before anything is written: whether to expect anybody.
        if (client.actor() instanceof Actor.Requester)
            client.send(Frames.availability(features.queue().availability()));
    }

    void left(Client client) {
        Set<UUID> opened = rooms.leaveAll(client);
        if (client.actor() instanceof Actor.Staff staff) {
            features.presence().disconnected(staff);
            for (UUID conversationId : opened) features.presence().attended(staff, conversationId);
        }
        inboxes.leave(client);
        clients.remove(client);
    }

    private boolean isAttended(UUID agentId, UUID conversationId) {
        return rooms.isOpenFor(agentId, conversationId) || features.presence().attends(agentId, conversationId);
    }

    /// Goes on under a newer token of the same person; answers when it ends. An older one changes nothing.
    Outcome<Instant> renew(Client client, String token) {
        return identity.authenticateForSocket(token).then(renewed -> {
            if (!isSamePerson(renewed.actor(), client.actor()))
                return Outcome.refused(new Refusal(Code.FORBIDDEN, "This token is somebody else's.", "token", null));
            if (renewed.expiresAt().isAfter(client.expiresAt())) become(client, renewed);
            return Outcome.done(client.expiresAt());
        });
    }

    /// Whoever revokes its session has to find it.
    private void become(Client client, Principal renewed) {
        clients.remove(client);
        client.become(renewed);
        add(client);
    }

    /// What was revoked between the look at the token and this was told when the socket could not be found.
    private void add(Client client) {
        clients.add(client);
        if (identity.refusesSocketOf(client.principal())) client.close();
    }

    private static boolean isSamePerson(Actor one, Actor other) {
        return one.type().equals(other.type()) && Client.personId(one).equals(Client.personId(other));
    }

    private Outcome<Principal> principal(String namespace, ObjectNode auth) {
        if (!namespace.equals("/"))
            return Outcome.refused(Refusal.of(Code.NOT_FOUND, "There is only the namespace /."));
        JsonNode token = auth.get("token");
        if (token == null || !token.isTextual()) return Outcome.refused(Refusal.unauthenticated());
        return identity.authenticateForSocket(token.textValue());
    }

    private Outcome<Client> admit(Principal principal) {
        if (principal.actor() instanceof Actor.Requester && clients.count(principal.sessionId()) >= socketsPerCustomer)
            return Outcome.refused(Refusal.retryLater(
                    Code.RATE_LIMITED, "Too many windows are open at the same time; close one.", 10));
        return Outcome.done(new Client(this, principal));
    }

    private static Admission refused(Refusal refusal, Handshake handshake) {
        if (refusal.code() == Code.UNAUTHENTICATED)
            SecurityLog.address(Event.TOKEN_REFUSED, handshake.remoteAddress(), "socket");
        SecurityLog.refused(refusal, null, handshake.remoteAddress(), "socket");
        var data = JsonNodeFactory.instance.objectNode();
        data.put("code", refusal.code().wireName()).put("message", RefusalTexts.english(refusal));
        if (refusal.retryAfterSeconds() != null) data.put("retryAfter", refusal.retryAfterSeconds());
        return new Admission.Refused(RefusalTexts.english(refusal), data);
    }

    /// Delivery ends at once when a session loses its rights.
    private void endSession(UUID sessionId) {
        clients.forEach(sessionId, Client::close);
    }

    /// Also those that nobody told of, because their session had a token with the new rights already.
    private void endUnfit() {
        Instant endedBefore = clock.instant().minus(grace);
        clients.forEach(client -> {
            if (client.expiresAt().isBefore(endedBefore) || identity.isRevoked(client.principal())) client.close();
        });
    }
}
