package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonRequestTest {
    private final PersonRequest request = new PersonRequest();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent",
                "AGENT!!!",
                "human please",
                "I want to talk to a person",
                "can I speak with someone",
                "connect me to an agent",
                "are you a bot?",
                "I don't want to talk to a bot",
                "give me a real human being",
                "is anybody there",
                "let me speak to your manager",
                "kisi se baat karni hai",
                "mujhe insaan se baat karni hai",
                "agent se baat karwa do",
                "koi hai?",
                "numainda chahiye",
                "insan",
                "robot nahi chahiye",
                "کسی سے بات کرنی ہے",
                "نمائندہ",
                "مجھے انسان سے بات کرنی ہے",
                "ایجنٹ سے ملائیں",
                "کوئی ہے؟",
            })
    void these_ask_for_a_person(String text) {
        assertThat(request.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "where is my order",
                "my delivery agent was rude to me yesterday",
                "how do I become an agent for your company",
                "I do not want to talk to an agent",
                "what is the price per person",
                "the food was for another person",
                "rider ka number do",
                "rider se baat karni hai",
                "agent ne mujh se badtameezi ki",
                "میرا آرڈر کہاں ہے",
                "refund chahiye",
            })
    void these_do_not(String text) {
        assertThat(request.in(text)).isFalse();
    }

    @Property
    void no_text_is_refused(@ForAll String text) {
        assertThat(request.in(text + " ")).isEqualTo(request.in(text));
    }
}
