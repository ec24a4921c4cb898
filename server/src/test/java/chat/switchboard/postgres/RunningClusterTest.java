package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.postgres.PostgresSettings.TimeLimits;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder whose postmaster.pid is old, and somebody else on the port it names.
class RunningClusterTest {
    /// AuthenticationCleartextPassword, of PostgreSQL's protocol 3.0.
    private static final byte[] PASSWORD_PLEASE = {'R', 0, 0, 0, 8, 0, 0, 0, 3};

    @TempDir
    Path folder;

    @Test
    void whoever_listens_on_an_old_port_is_not_shown_the_password() throws Exception {
        Passwords.in(folder).of(Roles.APPLICATION);
        Properties passwords = new Properties();
        try (var file = Files.newBufferedReader(folder.resolve("passwords.properties"))) {
            passwords.load(file);
        }
        String password = passwords.getProperty(Roles.APPLICATION);
        assertThat(password).isNotBlank();
        var cluster = new RunningCluster(folder);
        Path data = Files.createDirectories(folder.resolve(Cluster.MAJOR_VERSION));
        try (var somebodyElse = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    data.resolve("postmaster.pid"), "1\n" + data + "\n0\n" + somebodyElse.getLocalPort() + "\n");
            var heard = CompletableFuture.supplyAsync(() -> hear(somebodyElse));
            assertThat(cluster.login(TimeLimits.usual())).isEmpty();
            assertThat(heard.get(20, TimeUnit.SECONDS)).contains("user").doesNotContain(password);
        }
    }

    @Test
    void a_folder_that_was_opened_to_others_is_closed_again() throws IOException {
        Path opened = Files.createDirectory(folder.resolve("opened"));
        Files.setPosixFilePermissions(opened, PosixFilePermissions.fromString("rwxrwxrwx"));
        Folders.createPrivate(opened);
        assertThat(Files.getPosixFilePermissions(opened)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    /// Everything a client says to a server that asks for its password, after an SSLRequest is declined.
    private static String hear(ServerSocket server) {
        try (Socket client = server.accept()) {
            var heard = new StringBuilder();
            var input = new DataInputStream(client.getInputStream());
            while (true) {
                byte[] packet = input.readNBytes(input.readInt() - Integer.BYTES);
                heard.append(new String(packet, StandardCharsets.ISO_8859_1));
                if (packet.length > Integer.BYTES) break;
                client.getOutputStream().write('N');
            }
            client.getOutputStream().write(PASSWORD_PLEASE);
            return heard + rest(client.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rest(InputStream input) throws IOException {
        return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
