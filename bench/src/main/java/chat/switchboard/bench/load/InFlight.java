package chat.switchboard.bench.load;

import java.util.Arrays;

/// The messages of one conversation that are not complete yet, by number. Grows when the server falls behind.
final class InFlight {
    private static final byte FREE = 0;
    private static final byte ACKNOWLEDGED = 1;
    private static final byte DELIVERED = 2;
    private static final byte COMPLETE = ACKNOWLEDGED | DELIVERED;
    private static final byte SENT = 4;

    private int[] numbers = new int[8];
    private long[] intended = new long[8];
    private byte[] states = new byte[8];
    private int size;

    void sent(int number, long intendedAt) {
        while (states[slot(number)] != FREE) grow();
        put(number, intendedAt, SENT);
        size++;
    }

    boolean has(int number) {
        int slot = slot(number);
        return states[slot] != FREE && numbers[slot] == number;
    }

    /// When the message should have left, by the nanosecond clock.
    long intendedAt(int number) {
        return intended[slot(number)];
    }

    /// True when this completes the message; it is forgotten then.
    boolean acknowledged(int number) {
        return reached(number, ACKNOWLEDGED);
    }

    boolean delivered(int number) {
        return reached(number, DELIVERED);
    }

    boolean isDelivered(int number) {
        return (states[slot(number)] & DELIVERED) != 0;
    }

    void forget(int number) {
        states[slot(number)] = FREE;
        size--;
    }

    int size() {
        return size;
    }

    /// The intended times of those that were not delivered.
    long[] undelivered() {
        long[] times = new long[size];
        int count = 0;
        for (int slot = 0; slot < states.length; slot++)
            if (states[slot] != FREE && (states[slot] & DELIVERED) == 0) times[count++] = intended[slot];
        return Arrays.copyOf(times, count);
    }

    void clear() {
        Arrays.fill(states, FREE);
        size = 0;
    }

    private boolean reached(int number, byte state) {
        int slot = slot(number);
        states[slot] |= state;
        if ((states[slot] & COMPLETE) != COMPLETE) return false;
        forget(number);
        return true;
    }

    private int slot(int number) {
        return number & (numbers.length - 1);
    }

    private void put(int number, long intendedAt, byte state) {
        int slot = slot(number);
        numbers[slot] = number;
        intended[slot] = intendedAt;
        states[slot] = state;
    }

    /// Numbers on their way lie close together, so a table a few times larger keeps them apart.
    private void grow() {
        int[] oldNumbers = numbers;
        long[] oldIntended = intended;
        byte[] oldStates = states;
        int larger = numbers.length * 2;
        numbers = new int[larger];
        intended = new long[larger];
        states = new byte[larger];
        for (int slot = 0; slot < oldStates.length; slot++)
            if (oldStates[slot] != FREE) put(oldNumbers[slot], oldIntended[slot], oldStates[slot]);
    }
}
