package chat.switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// `message.send`, encoded and masked once for each socket. Only a message's number is written anew: it is the
/// end of the acknowledgement's id and of the message's id.
final class SendFrame {
    /// Acknowledgements of messages have ids from here on, those of other commands lower ones. Each conversation that
    /// shares a socket with others has a range of this size of its own.
    static final int FIRST_ACK = 10_000_000;

    static final int MARKER_LENGTH = 24;
    private static final int DIGITS = 7;
    private static final String NO_NUMBER = "0".repeat(DIGITS);

    private final ByteBuf frame;
    private final int mask;
    private final int header;
    private final int ackDigits;
    private final int idDigits;

    /// @param marker the first 24 characters of the messages' ids
    /// @param slot of the conversation on its socket, from 0
    SendFrame(UUID conversationId, String marker, int slot, int contentLength, int mask) {
        String range = "42" + (slot + 1);
        String start = range + NO_NUMBER + "[\"message.send\",{\"conversationId\":\"" + conversationId + "\",\"id\":\""
                + marker + "00000";
        String end = NO_NUMBER + "\",\"content\":\"" + content(contentLength) + "\"}]";
        byte[] payload = (start + end).getBytes(StandardCharsets.US_ASCII);
        this.mask = mask;
        this.header = ClientFrame.headerLength(payload.length);
        this.ackDigits = range.length();
        this.idDigits = start.length();
        byte[] bytes = ClientFrame.text(payload, mask);
        this.frame = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
    }

    /// The frame for this message. It is the same buffer again unless the last one is still waiting to leave.
    ByteBuf numbered(int number) {
        ByteBuf fresh = frame.refCnt() == 1 ? frame.retain() : frame.copy();
        fresh.setIndex(0, fresh.capacity());
        write(fresh, number, ackDigits);
        write(fresh, number, idDigits);
        return fresh;
    }

    private void write(ByteBuf target, int number, int first) {
        int rest = number;
        for (int i = first + DIGITS - 1; i >= first; i--) {
            target.setByte(header + i, ClientFrame.masked((byte) ('0' + rest % 10), mask, i));
            rest /= 10;
        }
    }

    /// Words and spaces, as people write.
    private static String content(int length) {
        return "the rider is at the gate but nobody answers "
                .repeat(length / 44 + 1)
                .substring(0, length);
    }
}
