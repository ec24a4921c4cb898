package chat.switchboard.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Stands before a real server and says that it is version 14. Everything else passes as it is.
final class OlderServer implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final URI real;

    OlderServer(String url) throws IOException {
        real = URI.create(url);
        Thread.startVirtualThread(this::serve);
    }

    String url() {
        return real.toString().replace(":" + real.getPort() + "/", ":" + door.getLocalPort() + "/");
    }

    private void serve() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(real.getHost(), real.getPort());
                Thread.startVirtualThread(() -> pass(client, server, false));
                Thread.startVirtualThread(() -> pass(server, client, true));
            }
        } catch (IOException _) { // closed
        }
    }

    private static void pass(Socket from, Socket to, boolean older) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (older) text = text.replace("server_version\0" + Cluster.MAJOR_VERSION, "server_version\0" + "14");
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException _) { // one of them has left
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
