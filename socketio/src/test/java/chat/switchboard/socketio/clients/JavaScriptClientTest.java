package chat.switchboard.socketio.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        try (Desk desk = new Desk()) {
            run(desk, folder, Map.of());
        }
    }

    @Test
    @Timeout(60)
    void over_tls_too(@TempDir Path folder) throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Path trusted = Files.writeString(folder.resolve("trusted.pem"), certificate.getCertificatePEM());
        try (Desk desk = new Desk(certificate)) {
            run(desk, folder, Map.of("NODE_EXTRA_CA_CERTS", trusted.toString()));
        }
    }

    private static void run(Desk desk, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder("node", "src/test/js/official-client.mjs", desk.url())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process node = builder.start();
        boolean ended = node.waitFor(50, TimeUnit.SECONDS);
        node.destroyForcibly();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as("ended in time, having said:\n" + said).isTrue();
        assertThat(node.exitValue()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.startsWith("ok "))).hasSize(10);
    }
}
