package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntrustedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            plain|Your order is on its way.|Your order is on its way.
            white space around it|  \\n Hello \\n |Hello
            control characters|He\\u0000l\\u0007l\\u001bo\\u009b1m|Hello1m
            line breaks of every kind|a\\r\\nb\\u2028c\\u0085d|a\\nb\\nc\\nd
            marks of direction|\\u202eevil\\u202c \\u2066x\\u2069 \\u200fy\\u061c|evil x y
            what cannot be seen|a\\u200bb\\u2060c\\ufeffd\\u00ade|abcde
            tags that hide a text|Hi\\udb40\\udc41\\udb40\\udc42|Hi
            selectors that hide a text|Hi\\udb40\\udd00\\ufe00|Hi
            private use|a\\ue000b|ab
            half a pair|a\\ud800b|a\\ufffdb
            joiners of Urdu stay|\\u0645\\u06cc\\u200c\\u06a9|\\u0645\\u06cc\\u200c\\u06a9
            an emoji of several stays|\\ud83d\\udc68\\u200d\\ud83d\\udc69 \\u2764\\ufe0f|\\ud83d\\udc68\\u200d\\ud83d\\udc69 \\u2764\\ufe0f
            HTML is text as it is|<script>alert(1)</script>|<script>alert(1)</script>
            thoughts aloud|<think>The user\\nwants</think>\\nHello|Hello
            thoughts without an end|<think>The user wants|
            the words themselves|I <think> so|I <think> so
            """)
    void what_a_model_says_becomes_plain_text(String name, String raw, String shown) {
        assertThat(UntrustedText.clean(unescaped(raw), 1_000)).isEqualTo(shown == null ? "" : unescaped(shown));
    }

    @Test
    void it_is_cut_in_code_points() {
        assertThat(UntrustedText.clean("😀".repeat(50), 10)).isEqualTo("😀".repeat(10) + "…");
    }

    @Test
    void nothing_unseen_gets_through_whatever_comes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder raw = new StringBuilder();
            for (int length = random.nextInt(50); length > 0; length--) raw.append((char) random.nextInt(0x10000));
            String shown = UntrustedText.clean(raw.toString(), 30);
            assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(31);
            assertThat(shown.codePoints().filter(c -> c != 0x200C && c != 0x200D && c != '\n' && c != '\t'))
                    .describedAs("seed %d", seed)
                    .noneMatch(c -> Character.getType(c) == Character.FORMAT || Character.isISOControl(c));
        }
    }

    /// `\\u0041` in the table is the character.
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (text.startsWith("\\n", i) || text.startsWith("\\r", i)) {
                plain.append(text.charAt(i + 1) == 'n' ? '\n' : '\r');
                i++;
            } else plain.append(text.charAt(i));
        }
        return plain.toString();
    }
}
