package chat.switchboard.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A network between clients and a server that does what networks do: everything in here happens to TCP
/// connections, and nobody at either end is told more than a real one would.
final class CutProxy implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 64 * 1024;

    private final int target;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile Duration delay = Duration.ZERO;
    private volatile Predicate<byte[]> swallowed = _ -> false;

    CutProxy(int target) {
        this.target = target;
        this.port = ServerProcess.freePort();
        accept();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /// Closes what is open, as a proxy that is restarted does.
    void cut() {
        links.forEach(Link::close);
    }

    /// Closes what is open with RST: what is under way is lost on both sides.
    void reset() {
        links.forEach(Link::reset);
    }

    /// Forwards nothing more on what is open, and closes nothing: only a heartbeat can tell. New connections are good.
    void silence() {
        links.forEach(link -> link.silent = true);
    }

    /// Reads nothing more from the server on what is open: for the server a client that is too slow.
    void stall() {
        links.forEach(link -> link.stalled = true);
    }

    /// Everything arrives this much later, in order.
    void delay(Duration by) {
        delay = by;
    }

    /// From now on, new connections are refused.
    void refuse() {
        close(listener);
    }

    void accept() {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            Thread.ofVirtual().name("proxy").start(this::acceptAll);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Loses, from the server to the clients, whatever is like this; what is after it on the connection too.
    void swallow(Predicate<byte[]> lost) {
        swallowed = lost;
    }

    @Override
    public void close() {
        close(listener);
        cut();
    }

    private void acceptAll() {
        ServerSocket mine = listener;
        while (!mine.isClosed()) {
            try {
                link(mine.accept());
            } catch (IOException _) { // closed, or the server refuses
            }
        }
    }

    private void link(Socket client) throws IOException {
        try {
            var link = new Link(client, connected());
            links.add(link);
            Thread.startVirtualThread(() -> link.pump(link.client, link.server, false));
            Thread.startVirtualThread(() -> link.pump(link.server, link.client, true));
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /// With a small buffer, so that a server that writes to somebody who does not read notices soon.
    private Socket connected() throws IOException {
        var server = new Socket();
        server.setReceiveBufferSize(RECEIVE_BUFFER);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        return server;
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception _) { // it is gone already
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean silent;
        private volatile boolean stalled;

        private Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        /// Until one end closes; then both are closed.
        private void pump(Socket from, Socket to, boolean toClient) {
            byte[] buffer = new byte[16 * 1024];
            try {
                InputStream in = from.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    while (stalled && toClient && !client.isClosed()) Pause.of(Duration.ofMillis(20));
                    if (!delay.isZero()) Pause.of(delay);
                    if (toClient && swallowed.test(Arrays.copyOf(buffer, read))) silent = true;
                    if (!silent) to.getOutputStream().write(buffer, 0, read);
                }
            } catch (IOException _) { // the other end is gone
            }
            if (!silent || !toClient) close();
            else CutProxy.close(from);
        }

        private void close() {
            CutProxy.close(client);
            CutProxy.close(server);
            links.remove(this);
        }

        private void reset() {
            try {
                client.setSoLinger(true, 0);
                server.setSoLinger(true, 0);
            } catch (IOException _) { // it is gone already
            }
            close();
        }
    }
}
