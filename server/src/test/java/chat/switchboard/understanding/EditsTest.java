package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditsTest {
    @ParameterizedTest
    @CsvSource({
        "order, order, 0",
        "order, oder, 1",
        "order, ordder, 1",
        "order, ordar, 1",
        "order, odrer, 1",
        "refund, refnud, 1",
        "refund, rfnud, 2",
        "'', ab, 2",
        "kitten, sitting, 3",
    })
    void slips_are_counted(String one, String other, int slips) {
        assertThat(Edits.between(one, other, 5)).isEqualTo(slips);
    }

    @Property
    void it_is_the_same_both_ways_and_none_for_the_same_word(
            @ForAll @AlphaChars @StringLength(max = 12) String one,
            @ForAll @AlphaChars @StringLength(max = 12) String other) {
        assertThat(Edits.between(one, other, 12)).isEqualTo(Edits.between(other, one, 12));
        assertThat(Edits.between(one, one, 12)).isZero();
    }

    @Property
    void a_letter_left_out_is_one_slip(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String word, @ForAll @IntRange(max = 11) int at) {
        int place = at % word.length();
        String less = word.substring(0, place) + word.substring(place + 1);
        assertThat(Edits.between(word, less, 2)).isEqualTo(1);
    }

    @Property
    void more_than_asked_for_is_not_counted(
            @ForAll @AlphaChars @StringLength(max = 12) String one,
            @ForAll @AlphaChars @StringLength(max = 12) String other) {
        assertThat(Edits.between(one, other, 2)).isEqualTo(Math.min(3, Edits.between(one, other, 12)));
    }
}
