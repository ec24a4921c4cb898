package chat.switchboard.understanding;

/// Vectors in whole numbers: a quarter of the room, and the processor multiplies many at once.
final class Coarse {
    private static final float KEPT = 400;
    private static final float ASKED = 8_000;

    private Coarse() {}

    static byte[] kept(float[] vector) {
        byte[] coarse = new byte[vector.length];
        for (int i = 0; i < coarse.length; i++)
            coarse[i] = (byte) Math.clamp(Math.round(vector[i] * KEPT), Byte.MIN_VALUE, Byte.MAX_VALUE);
        return coarse;
    }

    static short[] precise(float[] vector) {
        short[] precise = new short[vector.length];
        for (int i = 0; i < precise.length; i++) precise[i] = (short) Math.round(vector[i] * ASKED);
        return precise;
    }

    static double dot(byte[] kept, short[] asked) {
        int sum = 0;
        for (int i = 0; i < kept.length; i++) sum += kept[i] * asked[i];
        return sum / (KEPT * ASKED);
    }
}
