package chat.switchboard.socketio.engine;

import java.util.ArrayList;
import java.util.List;

/// The packets of one session that wait to be sent. Any thread fills it, the session's event loop empties it.
final class Outbox {
    /// Null while there are none, which is nearly always.
    private ArrayList<EncodedPacket> packets;

    private int bytes;
    private boolean emptying;
    private boolean closed;

    /// Adds packets, together and in order.
    ///
    /// @return whether the event loop has to be told: it has not been since it last came round
    synchronized boolean add(EncodedPacket... added) {
        if (closed) return false;
        if (packets == null) packets = new ArrayList<>(4);
        for (EncodedPacket packet : added) {
            packets.add(packet);
            bytes += packet.size();
        }
        boolean tell = !emptying;
        emptying = true;
        return tell;
    }

    /// The event loop has come round; whoever adds from here on has to tell it again.
    synchronized void comingRound() {
        emptying = false;
    }

    /// Takes packets out: at least one if there is one, and not many more than `maxBytes`.
    synchronized List<EncodedPacket> take(int maxBytes) {
        if (packets == null) return List.of();
        List<EncodedPacket> taken = packets;
        if (bytes <= maxBytes) {
            packets = null;
            bytes = 0;
            return taken;
        }
        int count = 0;
        int size = 0;
        while (size < maxBytes) size += packets.get(count++).size();
        taken = List.copyOf(packets.subList(0, count));
        packets.subList(0, count).clear();
        bytes -= size;
        return taken;
    }

    synchronized int bytes() {
        return bytes;
    }

    /// Takes nothing in any more.
    synchronized void close() {
        closed = true;
    }
}
