package chat.switchboard.socketio.engine;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The deadlines of all sessions of one event loop, for the price of one timer and three fields a session.
///
/// A ring of slots, each a list of the timers that fall into it. Deadlines are rounded down to the tick, so that a
/// timer may be a tick early but never late: a client that asks just after its time-out finds its session gone.
/// Belongs to its event loop.
final class TimerWheel implements Runnable {
    /// Something with one deadline at a time.
    abstract static class Timer {
        private Timer previous;
        private Timer next;
        private long tick;

        /// The deadline has come.
        abstract void expired();
    }

    private static final class Slot extends Timer {
        Slot() {
            super.previous = this;
            super.next = this;
        }

        @Override
        void expired() {}
    }

    private static final int SLOTS = 512;

    private final EventLoop loop;
    private final LongSupplier clock;
    private final long tickNanos;
    private final Slot[] slots = new Slot[SLOTS];
    private long current;
    private int size;
    private boolean turning;

    /// @param clock nanoseconds since some fixed moment, never negative
    TimerWheel(EventLoop loop, LongSupplier clock, long tickNanos) {
        this.loop = loop;
        this.clock = clock;
        this.tickNanos = tickNanos;
        for (int i = 0; i < SLOTS; i++) slots[i] = new Slot();
    }

    EventLoop loop() {
        return loop;
    }

    /// The time, on the clock that deadlines are given in.
    long now() {
        return clock.getAsLong();
    }

    /// Whether the deadline's tick has come.
    boolean reached(long deadline) {
        return deadline / tickNanos <= Math.max(current, now() / tickNanos);
    }

    /// A deadline that is certainly over once `span` has passed since `start`. If a stall has made us late by more
    /// than two ticks, the span is counted from now: nobody is to be punished for our pause.
    long justBefore(long start, long span) {
        return Math.max(start, now() - 2 * tickNanos) + span - tickNanos;
    }

    /// Sets, or moves, the timer's deadline.
    void schedule(Timer timer, long deadline) {
        cancel(timer);
        if (size++ == 0 && !turning) start();
        timer.tick = Math.max(deadline / tickNanos, current + 1);
        link(timer, slotOf(timer.tick));
    }

    void cancel(Timer timer) {
        if (timer.next == null) return;
        unlink(timer);
        size--;
    }

    private void start() {
        turning = true;
        current = now() / tickNanos;
        runAtNextTick();
    }

    private void runAtNextTick() {
        loop.schedule(this, (current + 1) * tickNanos - now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        long now = now() / tickNanos;
        // After a long stall every slot is due once; turning the wheel further would find them empty.
        current = Math.max(current, now - SLOTS);
        while (current < now) {
            current++;
            expire(slotOf(current));
        }
        turning = size > 0;
        if (turning) runAtNextTick();
    }

    /// Empties the slot first: what expires may schedule and cancel as it likes.
    private void expire(Timer slot) {
        Timer due = new Slot();
        for (Timer timer = slot.next; timer != slot; timer = slot.next) {
            unlink(timer);
            link(timer, due);
        }
        for (Timer timer = due.next; timer != due; timer = due.next) {
            unlink(timer);
            if (timer.tick > current) {
                link(timer, slot);
            } else {
                size--;
                timer.expired();
            }
        }
    }

    private Timer slotOf(long tick) {
        return slots[(int) (tick % SLOTS)];
    }

    private static void link(Timer timer, Timer slot) {
        timer.previous = slot.previous;
        timer.next = slot;
        slot.previous.next = timer;
        slot.previous = timer;
    }

    private static void unlink(Timer timer) {
        timer.previous.next = timer.next;
        timer.next.previous = timer.previous;
        timer.next = null;
        timer.previous = null;
    }
}
