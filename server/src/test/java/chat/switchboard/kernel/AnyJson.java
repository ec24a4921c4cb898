package chat.switchboard.kernel;

import java.util.List;
import java.util.stream.Stream;

/// JSON values for a place that asks for something else, or for just this: each as it stands on the wire.
public final class AnyJson {
    private static final String LETTERS = "x".repeat(5_001);

    private AnyJson() {}

    public static List<String> values() {
        return Stream.of(numbers(), texts().map(AnyJson::quoted), ids().map(AnyJson::quoted), structures())
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<String> numbers() {
        return Stream.of(
                "null",
                "true",
                "false",
                "0",
                "1",
                "-1",
                "-0",
                "1.5",
                "1.0",
                "1e2",
                "1e-400",
                "1e400",
                "-1e400",
                "1e308",
                "2147483647",
                "2147483648",
                "-2147483648",
                "9223372036854775807",
                "9223372036854775808",
                "253402300800000",
                "9".repeat(99));
    }

    /// The insides of JSON strings, escapes included.
    private static Stream<String> texts() {
        return Stream.of(
                "",
                " ",
                "\\t\\n",
                "\\u200b\\u2060",
                "\u2800",
                "0",
                "1",
                "-1",
                "1e9",
                "NaN",
                "Infinity",
                "null",
                "true",
                "undefined",
                "me",
                "none",
                "text",
                "online",
                "urgent",
                "x".repeat(201),
                LETTERS,
                "\\ud83d\\ude42".repeat(4_000),
                "q" + "\\u0307\\u0323".repeat(2_000),
                "\uFB2C".repeat(2_000),
                "a-".repeat(10_000),
                "\\u0000",
                "a\\u0000b",
                "\\ud800",
                "\\udc00\\ud800",
                "a\\u0085\\u2028\\r\\nb",
                "\\u202e\\u2066evil",
                "\\ufffe\\uffff\\udbff\\udfff",
                "2026-02-30T25:61:61Z",
                "9999-12-31T23:59:59.999Z",
                "-999999999-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z",
                "' OR 1=1; --",
                "%_\\\\",
                ":limit ?",
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1/x}",
                "{{7*7}}",
                "../../etc/passwd",
                "a@b.example",
                "@",
                "after-1",
                "OTIyMzM3MjAzNjg1NDc3NTgwNy8wMTk4YzBkZS0wMDAxLTcwMDAtODAwMC0wMDAwMDAwMDAwMDE");
    }

    private static Stream<String> ids() {
        return Stream.of(
                "00000000-0000-0000-0000-000000000000",
                "0198c0de-0001-7000-8000-000000000001",
                "0198C0DE-0001-7000-8000-00000000ABCD",
                "0198c0de-0001-7000-8000-00000000000",
                "0198c0de-0001-7000-8000-0000000000011",
                "0198c0de00017000800000000000000100001",
                "{0198c0de-0001-7000-8000-0000000001}",
                "0198c0de-0001-7000-8000-00000000000g",
                "-198c0de-0001-7000-8000-000000000001",
                "1-1-1-1-1",
                "AZjA3gABcACAAAAAAAAAAQ==",
                "urn:uuid:0198c0de-0001-7000-8000-000000000001");
    }

    private static Stream<String> structures() {
        return Stream.of(
                "[]",
                "[null]",
                "[\"a\"]",
                "[\"a\",\"a\"]",
                "[\"\\u0000\",\"\\ud800\",\"\\u200b\"]",
                "[\"0198c0de-0001-7000-8000-000000000001\"]",
                "[{}]",
                "[" + "1,".repeat(300) + "1]",
                "[".repeat(40) + "]".repeat(40),
                "{}",
                "{\"a\":1}",
                "{\"\":\"\"}",
                "{\"a\\u0000\":\"\\u0000\",\"a\":[\"\\ud800\"]}",
                "{\"\\ud800\":1,\"\\u202e\":1e400}",
                "{\"__proto__\":{\"x\":1},\"constructor\":null}",
                "{\"_placeholder\":true,\"num\":0}",
                "{\"" + LETTERS + "\":1}",
                "{\"x\":\"" + LETTERS + LETTERS + "\"}",
                "{\"a\":".repeat(40) + "1" + "}".repeat(40));
    }

    private static String quoted(String inside) {
        return "\"" + inside + "\"";
    }
}
