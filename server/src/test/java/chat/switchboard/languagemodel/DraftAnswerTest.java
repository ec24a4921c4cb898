package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftAnswerTest {

    @Test
    void it_may_stand_in_a_block_of_code() {
        assertThat(DraftAnswer.of("```json\n{\"draft\":\"Hello\",\"entries\":[1]}\n```"))
                .isEqualTo(new DraftAnswer("Hello", List.of(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"draft":"It is on its way.","entries":[2,1]}              | It is on its way. | [2, 1]
            {"draft":"Hello"}                                          | Hello             | []
            {"draft":"Hello","entries":"all"}                          | Hello             | []
            {"draft":"Hello","entries":[1,1,"2",null,3.5,-4]}          | Hello             | [1, -4]
            {"draft":"He\\u202ello","entries":[]}                      | Hello             | []
            {"draft":"","entries":[1]}                                 | ``                | [1]
            {"draft":7}                                                | {"draft":7}       | []
            {"action":"refund","amount":100}                           | {"action":"refund","amount":100} | []
            {"draft":"Hel                                              | {"draft":"Hel     | []
            Just words                                                 | Just words        | []
            """)
    void an_answer_that_is_no_object_is_the_draft_itself(String answer, String draft, String entries) {
        DraftAnswer read = DraftAnswer.of(answer);
        assertThat(read.draft()).isEqualTo(draft);
        assertThat(read.entries()).hasToString(entries);
    }
}
