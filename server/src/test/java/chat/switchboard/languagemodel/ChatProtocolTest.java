package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatProtocolTest {
    private static final Endpoint LOCAL = new Endpoint(
            URI.create("http://127.0.0.1:1/v1/chat/completions"),
            Optional.of("sk-made-up"),
            "tiny",
            "max_tokens",
            Duration.ofSeconds(1),
            1024,
            500);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"choices":[{"message":{"role":"assistant","content":"Hello"}}]}                         | answered   | Hello
            {"choices":[{"message":{"content":[{"type":"text","text":"He"},{"type":"text","text":"llo"}]}}]} | answered | Hello
            {"choices":[{"message":{"content":"Hello","tool_calls":[{"id":"1"}]}}]}                  | answered   | Hello
            {"choices":[{"message":{"content":null,"tool_calls":[{"id":"1"}]}}]}                     | unusable   |
            {"choices":[{"message":{"content":null,"refusal":"I cannot"}}]}                          | unusable   |
            {"choices":[{"message":{"content":"  "}}]}                                               | unusable   |
            {"choices":[{"message":{"content":7}}]}                                                  | unusable   |
            {"choices":[{"message":"Hello"}]}                                                        | unusable   |
            {"choices":["Hello"]}                                                                    | broken     |
            {"choices":[]}                                                                           | broken     |
            {"error":{"message":"no"}}                                                               | broken     |
            []                                                                                       | broken     |
            7                                                                                        | broken     |
            <html>Bad gateway</html>                                                                 | broken     |
            {"choices":[{"message":{"content":"Hel                                                   | broken     |
            data: {"choices":[]}                                                                     | broken     |
            """)
    void nothing_but_a_text_is_taken_from_an_answer(String body, String result, String text) {
        Reply reply = ChatProtocol.reply(body.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.result().wireName()).isEqualTo(result);
        assertThat(reply instanceof Reply.Said said ? said.content() : null).isEqualTo(text);
    }

    @Test
    void an_empty_answer_and_one_that_is_too_deep_are_broken() {
        assertThat(ChatProtocol.reply(new byte[0]).result()).isEqualTo(Result.BROKEN);
        String deep = "[".repeat(1_000) + "]".repeat(1_000);
        assertThat(ChatProtocol.reply(deep.getBytes(StandardCharsets.UTF_8)).result())
                .isEqualTo(Result.BROKEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {"prompt_tokens":12,"completion_tokens":3}              | 12 | 3
            {"prompt_tokens":12}                                    | 12 | 0
            {"prompt_tokens":-5,"completion_tokens":1e300}          | 0  | 10000000
            {"prompt_tokens":"12"}                                  | -  | -
            {}                                                      | -  | -
            """)
    void what_an_endpoint_says_it_used_is_believed_within_bounds(String usage, Integer prompt, Integer answer) {
        String body = "{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":%s}".formatted(usage);
        var said = (Reply.Said) ChatProtocol.reply(body.getBytes(StandardCharsets.UTF_8));
        assertThat(said.usage()).isEqualTo(prompt == null ? null : new Reply.Usage(prompt, answer));
    }

    @Test
    void a_request_offers_no_tools_and_names_its_limit_as_the_endpoint_does() throws Exception {
        Prompt prompt = new Prompt(Task.REPLY_DRAFT, "Draft.", "data");
        JsonNode sent = new ObjectMapper().readTree(ChatProtocol.request(prompt, LOCAL));
        assertThat(sent.toString())
                .isEqualTo("{\"model\":\"tiny\",\"messages\":[{\"role\":\"system\",\"content\":\"Draft.\"},"
                        + "{\"role\":\"user\",\"content\":\"data\"}],\"max_tokens\":500,\"stream\":false}");
    }

    @Test
    void the_key_is_in_no_text() {
        assertThat(LOCAL.toString()).doesNotContain("sk-made-up").contains("http://127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            200 | -   | broken       | -
            204 | -   | broken       | -
            302 | -   | rejected     | -
            400 | -   | rejected     | -
            401 | 30  | key_refused  | -
            403 | -   | key_refused  | -
            404 | -   | rejected     | -
            429 | 30  | rate_limited | 30
            429 | -   | rate_limited | -
            429 | Sun, 01 Mar 2026 09:01:00 GMT | rate_limited | 60
            429 | Sun, 01 Mar 2026 08:00:00 GMT | rate_limited | 0
            429 | soon | rate_limited | -
            429 | 99999999999 | rate_limited | -
            500 | 30  | broken       | -
            503 | 30  | broken       | 30
            """)
    void another_status_says_what_went_wrong(int status, String retryAfter, String result, Integer wish) {
        Reply.Failed failed = RefusedCall.of(status, retryAfter, Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(failed.result().wireName()).isEqualTo(result);
        assertThat(failed.status()).isEqualTo(status);
        assertThat(failed.retryAfter()).isEqualTo(wish == null ? null : Duration.ofSeconds(wish));
    }
}
