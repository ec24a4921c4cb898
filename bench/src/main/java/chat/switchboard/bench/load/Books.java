package chat.switchboard.bench.load;

import java.util.List;
import java.util.UUID;

/// The generator's own books, to be compared with the stored rows.
public record Books(List<Conversation> conversations) {

    /// @param marker the first 24 characters of the ids of all messages sent here
    /// @param sent messages sent, with the numbers 0, 1, 2 …, which are the last digits of their ids
    /// @param acknowledgedSum the sum of the numbers of the acknowledged ones
    public record Conversation(
            UUID id, String marker, int sent, int acknowledged, long acknowledgedSum, List<Reader> readers) {}

    /// @param seen different messages this socket got
    /// @param duplicates messages it got again
    /// @param outOfOrder messages that came after one with a higher seq
    public record Reader(int seen, int highest, int duplicates, int outOfOrder) {}
}
