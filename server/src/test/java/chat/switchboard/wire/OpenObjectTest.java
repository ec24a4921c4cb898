package chat.switchboard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What may stand in an object whose fields nobody has agreed on.
class OpenObjectTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"orderId\":\"KHI-2291\",\"total\":1250.5,\"items\":[1,2,3],\"gift\":true,\"note\":null}",
                "{\"largest\":9223372036854775807,\"smallest\":-9223372036854775808}",
                "{\"a\":1.0E18,\"b\":-1.0E-18,\"c\":0.0}",
                "{\"a\":[[[[[[[[[[[[[[1]]]]]]]]]]]]]]}"
            })
    void what_people_use_stays_as_it_is(String text) {
        assertThat(outcome(text)).isEqualTo(Outcome.done(text));
    }

    static Stream<String> unfit() {
        return Stream.of(
                "{\"a\":1e400}",
                "{\"a\":-1e400}",
                "{\"a\":1e300}",
                "{\"a\":1e-300}",
                "{\"a\":[{\"b\":1.1e18}]}",
                "{\"a\":9223372036854775808}",
                "{\"a\":" + "9".repeat(99) + "}",
                "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}",
                "{\"a\":" + "{\"b\":".repeat(40) + "1" + "}".repeat(40) + "}",
                "{\"a\":\"" + "x".repeat(8_190) + "\"}",
                "{\"a\":\"" + "é".repeat(4_095) + "\"}",
                "{\"" + "k".repeat(8_190) + "\":1}",
                // Each escape is longer than what it stands for.
                "{\"a\":\"" + "\\u0001".repeat(2_000) + "\"}",
                "{\"a\":\"" + "\\\"".repeat(4_095) + "\"}",
                "{\"a\":[" + "1,".repeat(4_095) + "1]}");
    }

    @ParameterizedTest
    @MethodSource
    void unfit(String text) {
        assertThat(outcome(text)).isInstanceOfSatisfying(Outcome.Refused.class, it -> {
            assertThat(it.refusal().code()).isEqualTo(Refusal.Code.VALIDATION_FAILED);
            assertThat(it.refusal().field()).isEqualTo("metadata");
        });
    }

    @Test
    void eight_kilobytes_are_accepted_to_the_byte() {
        String most = "{\"a\":\"" + "x".repeat(8 * 1024 - 8) + "\"}";
        assertThat(outcome(most)).isEqualTo(Outcome.done(most));
        assertThat(outcome(most.replace("xx\"", "xxx\""))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void binary_parts_are_none() {
        var object = JSON.createObjectNode();
        object.putArray("a").add(new byte[] {1});
        assertThat(OpenObject.text("metadata", object)).isInstanceOf(Outcome.Refused.class);
    }

    /// What is refused is not built first: a megabyte costs no more than the limit.
    @Test
    void a_refusal_is_cheap() {
        var object = JSON.createObjectNode();
        IntStream.range(0, 100_000).forEach(i -> object.put("field" + i, i));
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        OpenObject.text("metadata", object);
        long before = threads.getCurrentThreadAllocatedBytes();
        OpenObject.text("metadata", object);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(128 * 1024);
    }

    private static Outcome<String> outcome(String text) {
        try {
            return OpenObject.text("metadata", JSON.readTree(text));
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
