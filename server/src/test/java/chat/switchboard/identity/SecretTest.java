package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-rw----", "rw-rw-rw-", "r--------"})
    void a_secret_that_others_could_read_is_closed_to_them(String permissions) throws Exception {
        Path file = folder.resolve("secret");
        var made = Secret.in(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThat(Secret.in(file).keyFor("x")).isEqualTo(made.keyFor("x"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "no base64 at all, but long enough for 32 bytes", "\u0000\u00ff"})
    void a_file_that_holds_no_secret_is_named_and_kept(String text) throws Exception {
        Path file = folder.resolve("secret");
        Files.writeString(file, text);
        assertThatThrownBy(() -> Secret.in(file))
                .isInstanceOf(SecretException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("restore it from a backup");
        assertThat(file).hasContent(text);
    }

    @Test
    void each_purpose_has_its_own_key() {
        var secret = Secret.in(folder.resolve("secret"));
        assertThat(secret.keyFor("one").getEncoded())
                .hasSize(32)
                .isNotEqualTo(secret.keyFor("two").getEncoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "not base64!", "=", "é"})
    void a_setting_that_is_no_secret_says_how_to_make_one(String text) {
        assertThatThrownBy(() -> Secret.of(text))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("SWITCHBOARD_SECRET must be base64 of at least 32 random bytes")
                .hasMessageNotContaining(text);
    }
}
