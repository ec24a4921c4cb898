package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    @TempDir
    Path folder;

    @Test
    void the_first_start_makes_a_secret_that_only_its_owner_may_read() throws Exception {
        Path file = folder.resolve("keys/secret");
        var first = Secret.in(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Secret.in(file).keyFor("x")).isEqualTo(first.keyFor("x"));
        assertThat(file.getParent()).isDirectoryContaining("glob:**/secret").isDirectoryNotContaining("glob:**.*");
    }

    @Test
    void a_secret_that_others_may_read_stops_the_start() throws Exception {
        Path file = folder.resolve("secret");
        Secret.in(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Secret.in(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void each_purpose_has_its_own_key() {
        var secret = Secret.in(folder.resolve("secret"));
        assertThat(secret.keyFor("one").getEncoded())
                .hasSize(32)
                .isNotEqualTo(secret.keyFor("two").getEncoded());
    }

    @Test
    void a_short_secret_is_refused() {
        assertThatThrownBy(() -> Secret.of("c2hvcnQ=")).hasMessageContaining("32");
    }
}
