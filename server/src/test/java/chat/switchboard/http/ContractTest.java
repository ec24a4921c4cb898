package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The published file by itself.
class ContractTest {
    final Contract contract = Contract.load();

    @Test
    void the_file_is_openapi_3_1() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var document = new JsonObject(contract.published());
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
        JsonNode document = new ObjectMapper().readTree(contract.published().getBytes());
        List<String> open = new ArrayList<>();
        collectOpenObjects("", document.at("/components/requestBodies"), open);
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> collectOpenObjects(
                                path.getKey(), method.getValue().path("requestBody"), open)));
        assertThat(open).isEmpty();
    }

    @Test
    void every_operation_has_a_summary_and_says_how_it_refuses() throws Exception {
        JsonNode document = new ObjectMapper().readTree(contract.published().getBytes());
        for (Contract.Operation operation : contract.operations()) {
            String method = operation.method().name().toLowerCase(java.util.Locale.ROOT);
            JsonNode node = document.get("paths").get(operation.path()).get(method);
            assertThat(node.path("summary").asText())
                    .describedAs(operation.id())
                    .isNotBlank();
            assertThat(node.at("/responses/default/$ref").asText()).isEqualTo("#/components/responses/Problem");
        }
    }

    private static void collectOpenObjects(String place, JsonNode node, List<String> open) {
        boolean hasFields = node.path("properties").isObject();
        if (hasFields && !node.path("additionalProperties").isBoolean()) open.add(place + " " + node);
        node.forEach(child -> collectOpenObjects(place, child, open));
    }
}
