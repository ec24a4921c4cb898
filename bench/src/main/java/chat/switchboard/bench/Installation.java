package chat.switchboard.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/// Where the project is, and ports for what is started.
record Installation(Path root) {
    static final String STAFF_PASSWORD = "correct horse battery staple";

    static Installation found() {
        return new Installation(
                Path.of(System.getProperty("switchboard.home", ".")).toAbsolutePath());
    }

    Path program(String name) {
        return root.resolve("bin").resolve(name);
    }

    static String javaProgram(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /// Free at this moment.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
