package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// Holds every answer a test gets against the contract file, and more strictly than clients may: a field that the
/// file does not declare is a mistake.
final class AnswerContract {
    private static final String NAME = "contract:strict";
    private static final JsonNode DOCUMENT = strict();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .unknownKeywordFactory((keyword, _) -> new NonValidationKeyword(keyword))
                    .build(),
            registry -> registry.schemas(Map.of(NAME, DOCUMENT.toString()))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private AnswerContract() {}

    static void check(String method, String path, Rest.Answer answer) {
        String template = template(path.replaceFirst("\\?.*", ""));
        JsonPointer responses = JsonPointer.compile("/paths")
                .appendProperty(template)
                .appendProperty(method.toLowerCase(java.util.Locale.ROOT))
                .appendProperty("responses");
        if (DOCUMENT.at(responses).isMissingNode()) return;
        JsonPointer declared = responses.appendProperty(Integer.toString(answer.status()));
        boolean isProblem = DOCUMENT.at(declared).isMissingNode();
        assertThat(isProblem && answer.status() < 400)
                .describedAs("%s %s may not answer %d", method, path, answer.status())
                .isFalse();
        JsonPointer contents = resolved(isProblem ? responses.appendProperty("default") : declared)
                .appendProperty("content");
        if (DOCUMENT.at(contents).has("text/csv")) return;
        JsonPointer content = contents.appendProperty(isProblem ? "application/problem+json" : "application/json");
        if (DOCUMENT.at(content).isMissingNode()) {
            assertThat(answer.text()).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("content-type").orElse("").split(";", 2)[0];
        boolean isDeclaredText =
                type.startsWith("text/") && DOCUMENT.at(contents).has(type);
        if (isDeclaredText) return;
        String fragment =
                content.appendProperty("schema").toString().replace("{", "%7B").replace("}", "%7D");
        var errors = SCHEMAS.getSchema(SchemaLocation.of(NAME + "#" + fragment)).validate(answer.json());
        assertThat(errors).describedAs(answer.text()).isEmpty();
    }

    /// The contract's path, with `{id}` in place of the one in it.
    private static String template(String path) {
        JsonNode paths = DOCUMENT.get("paths");
        return paths.has(path)
                ? path
                : paths.propertyStream()
                        .map(java.util.Map.Entry::getKey)
                        .filter(it -> path.matches(it.replace("{id}", "[^/]+")))
                        .findFirst()
                        .orElse(path);
    }

    private static JsonPointer resolved(JsonPointer at) {
        JsonNode reference = DOCUMENT.at(at).path("$ref");
        return reference.isMissingNode()
                ? at
                : JsonPointer.compile(reference.textValue().substring(1));
    }

    private static JsonNode strict() {
        try (var file = AnswerContract.class.getResourceAsStream("/openapi/switchboard.json")) {
            JsonNode document = new ObjectMapper().readTree(file);
            forbidTheUndeclared(document);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forbidTheUndeclared(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("properties").isObject())
            schema.put("additionalProperties", false);
        node.forEach(AnswerContract::forbidTheUndeclared);
    }
}
