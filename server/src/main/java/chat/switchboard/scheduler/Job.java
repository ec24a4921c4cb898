package chat.switchboard.scheduler;

import chat.switchboard.kernel.FencingToken;
import java.time.Duration;
import java.util.function.ToIntFunction;

/// One kind of periodic work. It has no memory: the first run after a stop finds what came due meanwhile.
public sealed interface Job {
    /// Lower-case words with hyphens. Unique; for work of one node also the name of its lease.
    String name();

    /// The longest pause between two runs. Up to a tenth of it is taken off at random, so that nodes which started
    /// together do not stay in step.
    Duration interval();

    Signal signal();

    /// Work that each node does for itself.
    record OnEveryNode(String name, Duration interval, Signal signal, Runnable work) implements Job {}

    /// Work of the cluster. Its effects are commands that carry the fencing token, so that a node which was replaced
    /// changes nothing, and they are conditional, so that doing one twice is doing it once.
    ///
    /// @param work one run; answers how many things it did. It runs again at once while it did any
    record OnOneNode(String name, Duration interval, Signal signal, ToIntFunction<FencingToken> work) implements Job {}

    static Job onEveryNode(String name, Duration interval, Runnable work) {
        return onEveryNode(name, interval, new Signal(), work);
    }

    static Job onEveryNode(String name, Duration interval, Signal signal, Runnable work) {
        return new OnEveryNode(name, interval, signal, work);
    }

    static Job onOneNode(String name, Duration interval, ToIntFunction<FencingToken> work) {
        return new OnOneNode(name, interval, new Signal(), work);
    }
}
