package chat.switchboard.bench;

import chat.switchboard.bench.load.Target;

/// A subject that runs.
interface Instance extends AutoCloseable {
    /// Its server's process, or the first of several.
    long pid();

    Target target();

    Cluster cluster();

    /// Where the messages are.
    String database();

    /// CPU time of the server, without PostgreSQL.
    double serverCpuSeconds();

    long residentKilobytes();

    /// Makes it give back what it does not need, so that memory can be compared.
    void collectGarbage() throws Exception;

    @Override
    void close();
}
