package chat.switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// However long a file is, little of it is held.
class FileRowsTest {
    private static final int LONG = 2_000_000;

    static Stream<Arguments> endless() {
        return Stream.of(
                Arguments.of("csv", "slug,answer\n" + "a,b\n".repeat(LONG)),
                Arguments.of("csv", "slug\n" + "a,b\n".repeat(LONG)),
                Arguments.of("csv", "slug,nothing\n" + "a,b\n".repeat(LONG)),
                Arguments.of("csv", "\n \nslug,nothing\n" + "a,b\n".repeat(LONG)),
                Arguments.of("csv", "x,".repeat(LONG)),
                Arguments.of("csv", "slug\na" + ",".repeat(LONG)),
                Arguments.of("csv", "slug,phrasings\na,\"" + "b\n".repeat(LONG) + "\""),
                Arguments.of("json", "[" + "{},".repeat(LONG) + "{}]"),
                Arguments.of("json", "[" + "1,".repeat(LONG) + "1]"),
                Arguments.of("json", "[{\"phrasings\":[" + "1,".repeat(LONG) + "1]}]"),
                Arguments.of("json", "[{\"x\":[" + "1,".repeat(LONG) + "1]}]"),
                Arguments.of("json", "{\"x\":[" + "1,".repeat(LONG) + "1]}"));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void an_endless_file_is_read_as_far_as_it_may_reach(String format, String file) {
        FileRows.Read read = FileRows.read(format, file, new FaqStore().columns());
        assertThat(read.rows()).hasSizeLessThanOrEqualTo(FileRows.MOST);
        assertThat(read.errors()).hasSizeLessThanOrEqualTo(ImportResult.MOST_ERRORS);
        long held = read.rows().stream().mapToLong(row -> nodes(row.values())).sum();
        assertThat(held).isLessThan(1_000_000);
        assertThat(held + read.errors().size()).isPositive();
    }

    private static long nodes(JsonNode node) {
        return 1 + node.valueStream().mapToLong(FileRowsTest::nodes).sum();
    }

    static Stream<Arguments> afterEmptyLines() {
        return Stream.of("\n", " \n\r\n", "\uFEFF\n")
                .flatMap(before -> Stream.of(",", ";").map(separator -> Arguments.of(before, separator)));
    }

    @ParameterizedTest
    @MethodSource("afterEmptyLines")
    void the_header_is_the_first_row_that_is_not_empty(String before, String separator) {
        List<FileFormat.Column> columns = new FaqStore().columns();
        String known = before + "slug" + separator + "answer\na" + separator + "b";
        assertThat(FileRows.read("csv", known, columns)
                        .rows()
                        .getLast()
                        .values()
                        .toString())
                .isEqualTo("{\"slug\":\"a\",\"answer\":\"b\"}");
        FileRows.Read unknown = FileRows.read("csv", known.replace("answer", "nothing"), columns);
        assertThat(unknown.errors()).extracting(ImportResult.RowError::field).containsExactly("nothing");
        assertThat(unknown.rows()).isEmpty();
    }
}
