package chat.switchboard.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoneSurrogatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}|{\"a\":1}",
                "\"\\ud83d\\ude42\"|\"\\ud83d\\ude42\"",
                "\"\\uD83D\\uDE42x\"|\"\\uD83D\\uDE42x\"",
                "\"\\ud83d\"|\"\\ufffd\"",
                "\"\\ude42\\ud83d\"|\"\\ufffd\\ufffd\"",
                "\"\\ud83d\\ud83d\\ude42\"|\"\\ufffd\\ud83d\\ude42\"",
                "\"\\ud83d\\n\"|\"\\ufffd\\n\"",
                "{\"\\ud800\":\"\\uDFFF\"}|{\"\\ufffd\":\"\\ufffd\"}",
                "\"\\\\ud83d\"|\"\\\\ud83d\"",
                "\"\\\\\\ud83d\"|\"\\\\\\ufffd\"",
                "\"\\ud8\"|\"\\ud8\"",
                "\"\\ud8zz\"|\"\\ud8zz\"",
                "\\|\\",
            })
    void halves_are_replaced(String json, String expected) {
        assertThat(replaced(json)).isEqualTo(expected);
    }

    @Test
    void what_is_before_and_after_is_left_alone() {
        byte[] bytes = "\\ud800\\ud801\\udc00".getBytes(StandardCharsets.US_ASCII);
        LoneSurrogates.replace(bytes, 6, 12);
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("\\ud800\\ufffd\\udc00");
    }

    private static String replaced(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        LoneSurrogates.replace(bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
