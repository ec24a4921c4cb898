package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.wire.Requests;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sockets' part of the contract: the document is AsyncAPI, it describes what is on the wire, and the records have
/// the fields that the schemas have.
class AsyncApiTest {
    private static final JsonNode DOCUMENT = read(ProtocolTest.CONTRACT.asyncApi());
    private static final JsonNode OPEN_API = read(ProtocolTest.CONTRACT.openApi());
    private static final String NAME = "contract:strict";
    /// Stricter than clients may be: a field that is not declared is a mistake.
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .unknownKeywordFactory((keyword, _) -> new NonValidationKeyword(keyword))
                    .build(),
            registry -> registry.schemas(
                            Map.of(NAME, strict(DOCUMENT.deepCopy()).toString()))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    @Test
    void the_document_is_asyncapi_3() throws IOException {
        try (var schema = getClass().getResourceAsStream("/asyncapi-3.0.0.schema.json")) {
            var asyncApi = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
            assertThat(asyncApi.validate(DOCUMENT)).isEmpty();
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        for (JsonNode reference : DOCUMENT.findValues("$ref"))
            assertThat(DOCUMENT.at(reference.textValue().substring(1)).isMissingNode())
                    .describedAs(reference.textValue())
                    .isFalse();
    }

    @Test
    void every_golden_file_is_in_the_document_and_every_command_and_event_has_one() {
        Set<String> golden = new TreeSet<>();
        Golden.files("client")
                .map(Golden::read)
                .forEach(file -> golden.add(file.get("command").textValue()));
        assertThat(operations("receive")).isEqualTo(golden);
        assertThat(ProtocolTest.CONTRACT.commands()).isEqualTo(golden);
        golden.clear();
        Golden.files("server")
                .map(Golden::read)
                .forEach(file -> golden.add(file.get("event").textValue()));
        assertThat(operations("send")).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_and_its_answers_are_what_the_document_says(Path file) {
        JsonNode golden = Golden.read(file);
        String command = golden.get("command").textValue();
        assertThat(DOCUMENT.at("/operations").get(command).get("x-from")).isEqualTo(golden.get("who"));
        assertThat(errors(command, golden.get("payload"))).isEmpty();
        for (String answer : List.of("answer", "refused"))
            if (golden.path(answer).isObject())
                assertThat(errors(command + ".answer", golden.get(answer)))
                        .describedAs(answer)
                        .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_what_the_document_says(Path file) {
        JsonNode golden = Golden.read(file);
        assertThat(errors(golden.get("event").textValue(), golden.get("payload")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("journeys")
    void every_frame_of_a_journey_is_what_the_document_says(Path file) {
        for (JsonNode frame : Golden.read(file).get("frames"))
            if (frame.has("event"))
                assertThat(errors(frame.get("event").textValue(), frame.get("payload")))
                        .describedAs(frame.toString())
                        .isEmpty();
            else {
                assertThat(errors(frame.get("command").textValue(), frame.get("payload")))
                        .describedAs(frame.toString())
                        .isEmpty();
                assertThat(errors(frame.get("command").textValue() + ".answer", frame.get("answer")))
                        .describedAs(frame.toString())
                        .isEmpty();
            }
    }

    /// So nothing that was held against the contract is lost or unknown afterwards.
    @Test
    void a_request_has_the_fields_of_its_schema() {
        ProtocolTest.COMMANDS.forEach((command, type) -> {
            JsonNode payload = resolved(DOCUMENT, message(command));
            assertThat(fields(type)).describedAs(command).isEqualTo(names(payload.path("properties")));
        });
        JsonNode message = DOCUMENT.at("/components/schemas/OpenConversation/properties/message/properties");
        assertThat(fields(Requests.FirstMessage.class)).isEqualTo(names(message));
        Set<String> edit = names(OPEN_API.at("/components/schemas/EditConversation/properties"));
        edit.add("conversationId");
        assertThat(fields(Requests.Edit.class)).isEqualTo(edit);
    }

    /// What REST and a socket take for the same is one schema.
    @Test
    void the_documents_have_the_same_schemas() {
        OPEN_API.at("/components/schemas")
                .properties()
                .forEach(schema -> assertThat(DOCUMENT.at("/components/schemas").get(schema.getKey()))
                        .isEqualTo(schema.getValue()));
    }

    static Stream<Path> commands() {
        return Golden.files("client");
    }

    static Stream<Path> events() {
        return Golden.files("server");
    }

    static Stream<Path> journeys() {
        return Golden.files("journeys");
    }

    private static List<Error> errors(String message, JsonNode payload) {
        return SCHEMAS.getSchema(SchemaLocation.of(NAME + "#" + message(message)))
                .validate(payload);
    }

    private static JsonPointer message(String name) {
        return JsonPointer.compile("/components/messages").appendProperty(name).appendProperty("payload");
    }

    private static JsonNode resolved(JsonNode document, JsonPointer at) {
        JsonNode node = document.at(at);
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static Set<String> operations(String action) {
        return DOCUMENT.get("operations").properties().stream()
                .filter(it -> it.getValue().get("action").textValue().equals(action))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode strict(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("properties").isObject())
            schema.put("additionalProperties", false);
        node.forEach(AsyncApiTest::strict);
        return node;
    }

    private static JsonNode read(byte[] json) {
        try {
            return Golden.JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
