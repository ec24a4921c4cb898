package chat.switchboard.texts;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Message.Metadata.Fact;
import chat.switchboard.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

        for (String language : Texts.LANGUAGES) {
            Map<String, Set<String>> own = parametersByKey(language);
            assertThat(own.keySet()).as(language).isEqualTo(english.keySet());
            // A code, or how the contract calls a form, is English: other languages leave it out.
            own.forEach((key, parameters) -> {
                Set<String> names = new java.util.HashSet<>(english.get(key));
                names.removeAll(Set.of("{status}", "{priority}", "{form}"));
                assertThat(parameters)
                        .as(language + " " + key)
                        .isEqualTo(language.equals("en") ? english.get(key) : names);
            });
        }
    }

    @Test
    void every_fact_has_a_text() {
        for (String fact : FACTS)
            assertThat(Texts.SHIPPED.has("event." + fact, "en")).as(fact).isTrue();
    }

    @Test
    void every_reason_of_a_refusal_has_a_text_that_names_only_what_it_declares() {
        Map<String, Set<String>> english = parametersByKey("en");

        for (Refusal.Reason reason : Refusal.Reason.values()) {
            String key = "refusal." + reason.wireName();
            assertThat(english).containsKey(key);
            assertThat(reason.parameters().stream().map(it -> "{" + it + "}").toList())
                    .as(key)
                    .containsAll(english.get(key));
        }
        assertThat(english.keySet().stream().filter(it -> it.startsWith("refusal.")))
                .hasSize(Refusal.Reason.values().length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ur-PK,ur;q=0.9,en;q=0.8 | ur
            de, ur;q=0.5            | ur
            en;q=0.1, ur            | ur
            de                      | -
            ;;;q=                   | -
            *                       | -
            -                       | -
            """)
    void a_reader_gets_the_first_language_there_is(String header, String language) {
        assertThat(Texts.firstKnown(header)).isEqualTo(language);
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
