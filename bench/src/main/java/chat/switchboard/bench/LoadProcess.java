package chat.switchboard.bench;

import chat.switchboard.bench.load.Books;
import chat.switchboard.bench.load.LoadMain;
import chat.switchboard.bench.load.Measured;
import chat.switchboard.bench.load.Order;
import chat.switchboard.bench.load.Target;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The load generator in a process of its own, which does one order at a time.
final class LoadProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Children children;
    private final Path log;
    private final Writer orders;
    private final BufferedReader answers;

    private LoadProcess(Process process, Children children, Path log) {
        this.process = process;
        this.children = children;
        this.log = log;
        this.orders = process.outputWriter();
        this.answers = process.inputReader();
    }

    /// One thread works, so the cheapest collector is the right one; buffers are not checked for leaks.
    static LoadProcess start(Target target, Path folder, Children children) throws IOException {
        Path log = folder.resolve("load.log");
        Process process = children.start(
                List.of(
                        Installation.javaProgram("java"),
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=4",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dio.netty.leakDetection.level=disabled",
                        "-Dio.netty.buffer.checkBounds=false",
                        "-Dio.netty.buffer.checkAccessible=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadMain.class.getName()),
                Map.of(),
                log);
        var load = new LoadProcess(process, children, log);
        load.write(target);
        return load;
    }

    long pid() {
        return process.pid();
    }

    Order.Connected talk(int conversations, int payload) {
        return carryOut(new Order.Talk(conversations, payload), Order.Connected.class);
    }

    Order.Connected workAtDesks(List<String> agents, int conversations, int payload) {
        return carryOut(new Order.WorkAtDesks(agents, conversations, payload, true), Order.Connected.class);
    }

    /// Without lists, typing and read marks.
    Order.Connected talkAtDesks(List<String> agents, int conversations, int payload) {
        return carryOut(new Order.WorkAtDesks(agents, conversations, payload, false), Order.Connected.class);
    }

    Order.Connected listen(int sockets) {
        return carryOut(new Order.Listen(sockets), Order.Connected.class);
    }

    long listChanges() {
        return carryOut(new Order.ListChanges(), Order.Count.class).count();
    }

    Order.Connected wait(int customers) {
        return wait(customers, 1);
    }

    /// @param host of the loopback network that they come from
    Order.Connected wait(int customers, int host) {
        return carryOut(new Order.Wait(customers, host), Order.Connected.class);
    }

    UUID becomeCustomer() {
        return carryOut(new Order.BecomeCustomer(), Order.Customer.class).id();
    }

    Measured measure(Order order) {
        return carryOut(order, Measured.class);
    }

    Books books() {
        return carryOut(new Order.Account(), Books.class);
    }

    @Override
    public void close() {
        children.stop(process);
    }

    private <T> T carryOut(Order order, Class<T> type) {
        try {
            write(order);
            String answer = answers.readLine();
            if (answer == null) throw new IllegalStateException("The load process ended:\n" + Files.readString(log));
            return JSON.readValue(answer, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Object value) throws IOException {
        orders.write(JSON.writeValueAsString(value) + "\n");
        orders.flush();
    }
}
