package chat.switchboard.socketio.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The client's masking (RFC 6455 §5.3), undone in place, eight bytes at a time.
final class Mask {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Mask() {}

    /// Unmasks `bytes[from, to)`, whose first byte is number `position` of the frame's payload.
    static void undo(byte[] bytes, int from, int to, int key, long position) {
        int turned = Integer.rotateLeft(key, (int) (position & 3) * 8);
        long wide = (long) turned << 32 | turned & 0xFFFFFFFFL;
        int i = from;
        for (; i + 8 <= to; i += 8) LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ wide);
        for (int shift = 56; i < to; i++, shift -= 8) bytes[i] ^= (byte) (wide >> shift);
    }
}
