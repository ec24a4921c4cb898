package chat.switchboard.bench;

import chat.switchboard.bench.load.Target;
import java.util.List;
import java.util.stream.IntStream;

/// A subject that runs.
interface Instance extends AutoCloseable {
    /// Its server's process, or the first of several.
    long pid();

    Target target();

    Cluster cluster();

    /// Where the messages are.
    String database();

    /// Agents of one department, with the password of all staff.
    ///
    /// @return their e-mail addresses
    List<String> agents(int count);

    /// CPU time of the server, without PostgreSQL.
    double serverCpuSeconds();

    long residentKilobytes();

    /// Makes it give back what it does not need, so that memory can be compared.
    void collectGarbage() throws Exception;

    static List<String> emails(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "agent" + i + "@localhost")
                .toList();
    }

    @Override
    void close();
}
