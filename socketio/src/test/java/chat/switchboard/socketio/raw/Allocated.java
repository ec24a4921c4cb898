package chat.switchboard.socketio.raw;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// How much memory code asks for, which unlike its time is the same on every machine.
public final class Allocated {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocated() {}

    /// Bytes since the thread began.
    public static long byThisThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
