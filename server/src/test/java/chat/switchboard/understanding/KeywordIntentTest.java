package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.understanding.KeywordIntent.Intent;
import chat.switchboard.understanding.KeywordIntent.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordIntentTest {
    private static final List<Rule> RULES = List.of(
            new Rule("order", Map.of("order", 1.0, "کہاں", 1.0, "آرڈر", 1.0, "late", 1.0)),
            new Rule("payment", Map.of("refund", 1.0, "paisay", 1.0, "رقم", 1.0, "money back", 2.0)),
            new Rule("technical", Map.of("app", 1.0, "password", 1.5)));

    private final KeywordIntent intents = new KeywordIntent();

    @ParameterizedTest
    @CsvSource({
        "Where is my order?, order, 1",
        "my ORDERS are late, order, 2",
        "mere paise wapas karo, payment, 1",
        "money back for my order, payment, 2",
        "I forgot my pasword, technical, 1.5",
        "میرا آرڈر کہاں ہے؟, order, 2",
        "میری رقم, payment, 1",
    })
    void the_intent_with_the_most_weight(String text, String intent, double score) {
        assertThat(intents.of(text, RULES)).contains(new Intent(intent, score));
    }

    @Test
    void of_equal_ones_the_first() {
        assertThat(intents.of("order refund", RULES)).map(Intent::intent).contains("order");
    }

    @ParameterizedTest
    @CsvSource({"''", "hello there", "happy", "apples"})
    void none_where_no_keyword_is(String text) {
        assertThat(intents.of(text, RULES)).isEmpty();
        assertThat(intents.of(text, List.of())).isEmpty();
    }
}
