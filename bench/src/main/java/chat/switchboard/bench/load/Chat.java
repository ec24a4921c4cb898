package chat.switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// One conversation: a customer and somebody of staff write in turn, staff first, each hears the other.
///
/// At a desk both also show that they type and have read, as the product's own clients do.
final class Chat implements Link.Ear {
    private static final int CUSTOMER = 0;
    private static final int STAFF = 1;
    /// From the marker to the seven digits of the number.
    private static final int ZEROS = 5;
    /// A client says that somebody types at most so often.
    private static final long TYPING_NANOS = 3_000_000_000L;

    private final UUID id;
    private final String marker = marker();
    private final long[] markerWords = words(marker);
    private final Link[] links;
    private final SendFrame[] frames;
    private final ReaderLog[] logs = {new ReaderLog(), new ReaderLog()};
    private final InFlight inFlight = new InFlight();
    private final boolean echo;
    private final Needle seqOfEvent = new Needle("\"seq\":");
    private final Needle idOfEvent = new Needle("\"id\":\"");
    private final Needle seqOfAnswer = new Needle("\"seq\":");
    private Run run;
    private final boolean atDesk;
    private final long[] typedAt = {Long.MIN_VALUE, Long.MIN_VALUE};
    private Chat next = this;
    private int sent;
    private int acknowledged;
    private long acknowledgedSum;

    Chat(UUID id, Link customer, Link staff, Target target, int contentLength) {
        this(id, customer, staff, 0, false, target, contentLength);
        staff.hearWith(this);
    }

    /// @param slot on the socket of staff, which hears for all its conversations
    Chat(UUID id, Link customer, Link staff, int slot, boolean atDesk, Target target, int contentLength) {
        this.atDesk = atDesk;
        this.id = id;
        this.links = new Link[] {customer, staff};
        this.echo = target.echo();
        var random = ThreadLocalRandom.current();
        this.frames = new SendFrame[] {
            new SendFrame(id, marker, 0, contentLength, random.nextInt()),
            new SendFrame(id, marker, slot, contentLength, random.nextInt())
        };
        customer.hearWith(this);
    }

    UUID id() {
        return id;
    }

    /// The one to go on with when a message here is complete: itself, unless it is one of several of one agent.
    Chat next() {
        return next;
    }

    void nextIs(Chat other) {
        next = other;
    }

    void takePartIn(Run next) {
        run = next;
    }

    /// Sends the next message; its clock has been running since `intendedAt`.
    void send(long intendedAt) {
        int number = sent++;
        int sender = senderOf(number);
        if (atDesk) showTyping(sender, intendedAt);
        inFlight.sent(number, intendedAt);
        links[sender].send(frames[sender].numbered(number));
    }

    @Override
    public void acknowledged(Link link, int slot, int number, ByteBuf in, int from, int to) {
        if (!inFlight.has(number)) return;
        if (in.getByte(from + 7) != 't') { // [{"ok":true
            inFlight.forget(number);
            run.refused(this);
            return;
        }
        acknowledged++;
        acknowledgedSum += number;
        if (!echo) logs[senderOf(number)].knownByAnswer(number(in, seqOfAnswer.endIn(in, from, to)));
        run.acknowledged(inFlight.intendedAt(number));
        if (inFlight.acknowledged(number)) run.completed(this);
    }

    @Override
    public void message(Link link, ByteBuf in, int from, int to) {
        int reader = link == links[CUSTOMER] ? CUSTOMER : STAFF;
        int seqAt = seqOfEvent.endIn(in, from, to);
        int seq = number(in, seqAt);
        logs[reader].delivered(seq);
        int idAt = idOfEvent.endIn(in, seqAt, to);
        if (!isOurs(in, idAt)) return;
        int number = number(in, idAt + SendFrame.MARKER_LENGTH + ZEROS);
        if (reader == senderOf(number) || !inFlight.has(number) || inFlight.isDelivered(number)) return;
        run.delivered(inFlight.intendedAt(number));
        if (atDesk) link.signal("message.read", "{\"conversationId\":\"" + id + "\",\"seq\":" + seq + "}");
        if (inFlight.delivered(number)) run.completed(this);
    }

    @Override
    public void signalRefused() {
        run.refused(null);
    }

    private void showTyping(int sender, long now) {
        if (typedAt[sender] != Long.MIN_VALUE && now - typedAt[sender] < TYPING_NANOS) return;
        typedAt[sender] = now;
        links[sender].tell("typing.start", "{\"conversationId\":\"" + id + "\"}");
    }

    int inFlight() {
        return inFlight.size();
    }

    /// Gives up on what is not complete, and says since when the undelivered ones should have been.
    long[] giveUp() {
        long[] undelivered = inFlight.undelivered();
        inFlight.clear();
        return undelivered;
    }

    boolean isCut() {
        return links[CUSTOMER].isClosed() || links[STAFF].isClosed();
    }

    Books.Conversation account() {
        return new Books.Conversation(
                id,
                marker,
                sent,
                acknowledged,
                acknowledgedSum,
                List.of(logs[CUSTOMER].account(), logs[STAFF].account()));
    }

    /// Staff begins: who answers first has accepted the conversation, so no bot and no queue joins in.
    private static int senderOf(int number) {
        return (number & 1) == 0 ? STAFF : CUSTOMER;
    }

    private boolean isOurs(ByteBuf in, int at) {
        return in.getLong(at) == markerWords[0]
                && in.getLong(at + 8) == markerWords[1]
                && in.getLong(at + 16) == markerWords[2];
    }

    /// The digits from here on.
    private static int number(ByteBuf in, int at) {
        int number = 0;
        for (int i = at, digit = in.getByte(i) - '0'; digit >= 0 && digit <= 9; digit = in.getByte(++i) - '0')
            number = number * 10 + digit;
        return number;
    }

    /// All of a version 7 UUID but its last group, which will be the message's number.
    private static String marker() {
        var random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(1 << 12);
        long low = 0x8000_0000_0000_0000L | (long) random.nextInt(1 << 14) << 48;
        return new UUID(high, low).toString().substring(0, SendFrame.MARKER_LENGTH);
    }

    private static long[] words(String marker) {
        ByteBuffer bytes = ByteBuffer.wrap(marker.getBytes(StandardCharsets.US_ASCII));
        return new long[] {bytes.getLong(), bytes.getLong(), bytes.getLong()};
    }
}
