package chat.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The published file by itself.
class ContractTest {
    final Contract contract = Contract.load();

    @Test
    void the_file_is_openapi_3_1() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var document = new JsonObject(Buffer.buffer(contract.openApi()));
            var result = OpenAPIVersion.V3_1
                    .getRepository(vertx, "app://")
                    .compose(repository -> OpenAPIVersion.V3_1.validateContract(vertx, repository, document))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            assertThat(result.getValid())
                    .describedAs(String.valueOf(result.getErrors()))
                    .isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    @Test
    void every_object_that_is_sent_refuses_unknown_fields() throws Exception {
        List<String> open = new ArrayList<>();
        for (JsonNode sent : sent(new ObjectMapper().readTree(contract.openApi())))
            collect(
                    sent,
                    open,
                    schema -> schema.path("properties").isObject()
                            && !schema.path("additionalProperties").isBoolean());
        assertThat(open).isEmpty();
    }

    @Test
    void every_operation_has_a_summary_and_says_how_it_refuses() throws Exception {
        JsonNode document = new ObjectMapper().readTree(contract.openApi());
        for (Contract.Operation operation : contract.operations()) {
            String method = operation.method().name().toLowerCase(java.util.Locale.ROOT);
            JsonNode node = document.get("paths").get(operation.path()).get(method);
            assertThat(node.path("summary").asText())
                    .describedAs(operation.id())
                    .isNotBlank();
            assertThat(node.at("/responses/default/$ref").asText()).isEqualTo("#/components/responses/Problem");
        }
    }

    @Test
    void every_operation_says_who_may() throws Exception {
        Set<String> known = Set.of("nobody", "customer", "partner", "agent", "admin");
        for (Contract.Operation operation : contract.operations()) {
            assertThat(operation.actors())
                    .describedAs(operation.id())
                    .isNotEmpty()
                    .isSubsetOf(known);
            switch (operation.access()) {
                case ANYBODY ->
                    assertThat(operation.actors()).describedAs(operation.id()).isEqualTo(known);
                case TOKEN_WELCOME ->
                    assertThat(operation.actors()).describedAs(operation.id()).contains("nobody");
                case TOKEN_NEEDED ->
                    assertThat(operation.actors()).describedAs(operation.id()).doesNotContain("nobody");
            }
        }
        for (JsonNode actors : new ObjectMapper().readTree(contract.openApi()).findValues("x-actors"))
            for (JsonNode actor : actors) assertThat(known).contains(actor.textValue());
    }

    /// What only reads adds none, but for what is taken along as a file.
    @Test
    void every_operation_that_changes_something_says_what_it_adds_to_the_audit_log() throws Exception {
        JsonNode document = new ObjectMapper().readTree(contract.openApi());
        for (Contract.Operation operation : contract.operations()) {
            String method = operation.method().name().toLowerCase(java.util.Locale.ROOT);
            JsonNode actions =
                    document.get("paths").get(operation.path()).get(method).path("x-audit");
            boolean adds = !operation.reads() || operation.path().endsWith("/export");
            assertThat(actions.isArray()).describedAs(operation.id()).isEqualTo(adds);
            for (JsonNode action : actions)
                assertThat(action.textValue()).describedAs(operation.id()).matches("[a-z_]+\\.[a-z_]+");
        }
    }

    /// So that no text is matched that is longer than it may be: a match takes a stack as deep as the text is long.
    @Test
    void every_text_with_a_form_has_a_limit() throws Exception {
        List<String> unlimited = new ArrayList<>();
        collect(
                new ObjectMapper().readTree(contract.openApi()),
                unlimited,
                schema -> (schema.has("pattern") || schema.path("format").isTextual())
                        && !(schema.path("maxLength").asInt(Integer.MAX_VALUE) <= Contract.MOST_FOR_A_PATTERN));
        assertThat(unlimited).isEmpty();
    }

    @Test
    void every_list_and_text_that_is_sent_has_a_limit() throws Exception {
        JsonNode document = new ObjectMapper().readTree(contract.openApi());
        List<String> unlimited = new ArrayList<>();
        for (JsonNode sent : sent(document))
            collect(
                    sent,
                    unlimited,
                    schema -> isOf(schema, "array") && !schema.has("maxItems")
                            || isOf(schema, "string") && !schema.has("maxLength") && !schema.has("enum"));
        assertThat(unlimited).isEmpty();
    }

    /// The validator compares each entry with all those of the same hash, and hashes can be made equal.
    @Test
    void no_list_is_held_against_itself() throws Exception {
        List<String> unique = new ArrayList<>();
        collect(
                new ObjectMapper().readTree(contract.openApi()),
                unique,
                schema -> schema.path("uniqueItems").isBoolean());
        assertThat(unique).isEmpty();
    }

    /// Every schema of what is sent, those included that others refer to.
    private static List<JsonNode> sent(JsonNode document) {
        List<JsonNode> sent = new ArrayList<>(document.findValues("requestBody"));
        sent.addAll(document.findValues("parameters"));
        document.at("/components/requestBodies").forEach(sent::add);
        for (int i = 0; i < sent.size(); i++)
            for (JsonNode reference : sent.get(i).findValues("$ref")) {
                JsonNode schema = document.at(reference.textValue().substring(1));
                if (!sent.contains(schema)) sent.add(schema);
            }
        return sent;
    }

    private static boolean isOf(JsonNode schema, String type) {
        JsonNode types = schema.path("type");
        return types.asText().equals(type)
                || types.isArray() && types.toString().contains("\"" + type + "\"");
    }

    private static void collect(JsonNode node, List<String> found, Predicate<JsonNode> what) {
        if (node.isObject() && what.test(node)) found.add(node.toString());
        node.forEach(child -> collect(child, found, what));
    }
}
