package chat.switchboard.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void ordinary_text_stays_as_it_is() {
        String text = "Where is my order?\n\tسلام 😀";
        assertThat(Content.clean(text)).isSameAs(text);
    }

    @Test
    void control_characters_are_taken_out() {
        assertThat(Content.clean("a\u0000b\u0007c\u007Fd\r\n😀\u001B")).isEqualTo("abcd\n😀");
    }

    @Test
    void half_a_surrogate_pair_is_replaced() {
        assertThat(Content.clean("\uD83Dx\uDE00")).isEqualTo("\uFFFDx\uFFFD");
    }

    @Test
    void characters_and_their_accents_become_one() {
        assertThat(Content.clean("e\u0301")).isEqualTo("\u00E9");
    }
}
