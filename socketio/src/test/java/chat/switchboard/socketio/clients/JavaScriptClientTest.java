package chat.switchboard.socketio.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `socket.io-client` from npm, of the version that `web/` pins. The cases are in
/// `src/test/js/official-client.mjs`.
class JavaScriptClientTest {
    @Test
    @Timeout(60)
    void the_official_client_gets_what_it_expects(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        try (Desk desk = new Desk()) {
            Process node = new ProcessBuilder("node", "src/test/js/official-client.mjs", String.valueOf(desk.port()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = node.waitFor(50, TimeUnit.SECONDS);
            node.destroyForcibly();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("ended in time, having said:\n" + said).isTrue();
            assertThat(node.exitValue()).as(said).isZero();
            assertThat(said.lines().filter(line -> line.startsWith("ok "))).hasSize(10);
        }
    }
}
