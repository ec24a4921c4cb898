package chat.switchboard.texts;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Message.Metadata.Fact;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final List<String> FACTS = List.of(
            Fact.QUEUE_ENTERED,
            Fact.QUEUE_RETURNED,
            Fact.TRANSFERRED,
            Fact.AGENT_JOINED,
            Fact.AGENT_LOST,
            Fact.RESOLVED,
            Fact.CLOSED,
            Fact.ESCALATED);

    @Test
    void every_language_has_every_text_with_the_same_parameters() {
        Map<String, Set<String>> english = parametersByKey("en");

        for (String language : Texts.LANGUAGES)
            assertThat(parametersByKey(language)).as(language).isEqualTo(english);
    }

    @Test
    void every_fact_has_a_text() {
        for (String fact : FACTS)
            assertThat(Texts.SHIPPED.has("event." + fact, "en")).as(fact).isTrue();
    }

    @Test
    void an_urdu_text_has_no_latin_letter() {
        Texts.SHIPPED.templates().forEach((key, text) -> {
            if (key.language().equals("ur"))
                assertThat(text.replaceAll("\\{\\w+}", "")).as(key.key()).doesNotContainPattern("[A-Za-z]");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ur", "ur-PK", "UR_pk", " ur "})
    void a_language_is_the_first_part_of_its_tag(String tag) {
        assertThat(Texts.SHIPPED.render("routing.closed", tag, Map.of())).isEqualTo("یہ بند ہے۔");
    }

    @Test
    void an_unknown_language_falls_back_to_english_and_an_unknown_key_to_itself() {
        assertThat(Texts.SHIPPED.render("routing.closed", "xx", Map.of())).isEqualTo("It is closed.");
        assertThat(Texts.SHIPPED.render("routing.closed", null, Map.of())).isEqualTo("It is closed.");
        assertThat(Texts.SHIPPED.render("routing.nowhere", "ur", Map.of())).isEqualTo("routing.nowhere");
    }

    @Test
    void a_name_is_text_whatever_it_looks_like() {
        assertThat(Texts.SHIPPED.render("event.agent.joined.by", "en", Map.of("agent", "$1 {department} \\")))
                .isEqualTo("$1 {department} \\ joined");
    }

    private static Map<String, Set<String>> parametersByKey(String language) {
        return Texts.SHIPPED.templates().entrySet().stream()
                .filter(it -> it.getKey().language().equals(language))
                .collect(Collectors.toMap(it -> it.getKey().key(), it -> parameters(it.getValue())));
    }

    private static Set<String> parameters(String text) {
        return Pattern.compile("\\{\\w+}")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .collect(Collectors.toSet());
    }
}
