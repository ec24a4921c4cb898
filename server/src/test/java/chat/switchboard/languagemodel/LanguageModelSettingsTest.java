package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.settings.ConfigException;
import chat.switchboard.settings.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelSettingsTest {
    private static final SettingsReader<LanguageModelSettings> READER =
            new SettingsReader<>(LanguageModelSettings.class);

    @Test
    void it_is_off_until_an_operator_says_where_it_is() {
        LanguageModelSettings nothing = READER.read(Map.of());
        assertThat(nothing.isOn()).isFalse();
        assertThat(nothing.endpoint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:11434/v1, http://127.0.0.1:11434/v1/chat/completions",
        "http://127.0.0.1:11434/v1/, http://127.0.0.1:11434/v1/chat/completions",
        "HTTPS://models.example/openai/v1, HTTPS://models.example/openai/v1/chat/completions",
        "http://[::1]:8000, http://[::1]:8000/chat/completions"
    })
    void the_path_of_the_protocol_is_added(String url, String completions) {
        Endpoint endpoint = read("URL=" + url, "=tiny").endpoint().orElseThrow();
        assertThat(endpoint.completions()).hasToString(completions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models.example/v1",
                "ftp://models.example",
                "https://me:secret@models.example/v1",
                "https://models.example/v1?key=secret",
                "https://models.example/v1#secret",
                "https://",
                "http://a b/v1"
            })
    void another_address_is_refused_without_being_repeated(String url) {
        assertThatThrownBy(() -> read("URL=" + url, "=tiny"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SWITCHBOARD_LANGUAGE_MODEL_URL must be")
                .hasMessageNotContaining("secret");
    }

    @Test
    void an_address_needs_a_model() {
        assertThatThrownBy(() -> read("URL=http://127.0.0.1/v1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SWITCHBOARD_LANGUAGE_MODEL,");
    }

    @Test
    void the_key_may_stand_in_a_file_and_is_never_shown(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "sk-made-up\n");
        LanguageModelSettings settings = read("URL=http://127.0.0.1/v1", "=tiny", "KEY_FILE=" + file);
        assertThat(settings.endpoint().orElseThrow().key()).contains("sk-made-up");
        LanguageModelSettings direct = read("URL=http://127.0.0.1/v1", "=tiny", "KEY=sk-made-up");
        assertThat(direct.endpoint().orElseThrow().key()).contains("sk-made-up");
        assertThat(READER.describe(direct)).doesNotContain("sk-made-up");
        assertThat(direct.endpoint().toString()).doesNotContain("sk-made-up");
    }

    @Test
    void two_keys_a_missing_file_and_what_is_no_key_are_refused(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> read("KEY=sk-made-up", "KEY_FILE=x")).hasMessageContaining("not both");
        assertThatThrownBy(() -> read("KEY=sk made up"))
                .hasMessageContaining("must hold one key")
                .hasMessageNotContaining("made");
        LanguageModelSettings missing =
                read("URL=http://127.0.0.1/v1", "=tiny", "KEY_FILE=" + folder.resolve("nothing"));
        assertThatThrownBy(missing::endpoint)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no file that can be read");
        Path broken = Files.writeString(folder.resolve("key"), "two\nkeys");
        LanguageModelSettings two = read("URL=http://127.0.0.1/v1", "=tiny", "KEY_FILE=" + broken);
        assertThatThrownBy(two::endpoint)
                .hasMessageContaining("must hold one key")
                .hasMessageNotContaining("two");
    }

    /// @param given such as `URL=…`; the model itself is `=tiny`
    private static LanguageModelSettings read(String... given) {
        return READER.read(Arrays.stream(given)
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(
                        each -> "SWITCHBOARD_LANGUAGE_MODEL" + (each[0].isEmpty() ? "" : "_" + each[0]),
                        each -> each[1])));
    }
}
