package chat.switchboard.bench.load;

import java.util.BitSet;

/// Which messages of one conversation reached one socket, and how.
final class ReaderLog {
    private final BitSet seen = new BitSet();
    private int highest;
    private int duplicates;
    private int outOfOrder;

    /// A message arrived.
    void delivered(int seq) {
        if (seen.get(seq)) duplicates++;
        else if (seq < highest) outOfOrder++;
        seen.set(seq);
        highest = Math.max(highest, seq);
    }

    /// The socket knows its own message by the acknowledgement, which keeps no order with deliveries.
    void knownByAnswer(int seq) {
        seen.set(seq);
    }

    Books.Reader account() {
        return new Books.Reader(seen.cardinality(), seen.length() - 1, duplicates, outOfOrder);
    }
}
