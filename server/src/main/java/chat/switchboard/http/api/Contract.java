package chat.switchboard.http.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The contract file: published as it is, and enforced as it says.
public final class Contract {
    private static final String FILE = "/openapi/switchboard.json";
    private static final String NAME = "contract:switchboard";
    /// More than any text with a pattern may have. A pattern is not even tried on a longer one: matching takes a
    /// stack as deep as the text is long.
    static final int MOST_FOR_A_PATTERN = 1_000;

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    public enum Access {
        ANYBODY,
        TOKEN_WELCOME,
        TOKEN_NEEDED
    }

    /// One method on one path.
    ///
    /// @param path relative to `/api/v1`, with `{names}`
    /// @param body null where none is read
    public record Operation(
            String id, HttpMethod method, String path, Access access, List<Parameter> query, RequestBody body) {

        boolean reads() {
            return method == HttpMethod.GET;
        }

        /// Only what is read with a token in a header, and holds no secret: the length of a compressed answer tells
        /// whether something of the asker's choice is also elsewhere in it (BREACH).
        boolean isCompressible() {
            return reads();
        }

        boolean signsIn() {
            return path.startsWith("/sessions") || path.equals("/customer-sessions");
        }
    }

    public record Parameter(String name, String type, JsonNode fallback, Schema schema) {}

    public record RequestBody(Schema schema, boolean required) {}

    private final Buffer published;
    private final Buffer compressed;
    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<Operation> operations = new ArrayList<>();

    private Contract(byte[] file) throws IOException {
        published = Buffer.buffer(file);
        compressed = Buffer.buffer(Gzip.best(file));
        document = new ObjectMapper().readTree(file);
        schemas = SchemaRegistry.withDialect(
                dialect(),
                registry -> registry.schemas(Map.of(NAME, new String(file, StandardCharsets.UTF_8)))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .regularExpressionFactory(Contract::bounded)
                                .build()));
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(operation(path.getKey(), method.getKey()))));
    }

    /// Reads and compiles the file, which takes a moment.
    public static Contract load() {
        try (var file = Contract.class.getResourceAsStream(FILE)) {
            return new Contract(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Buffer published() {
        return published;
    }

    public Buffer compressed() {
        return compressed;
    }

    public List<Operation> operations() {
        return operations;
    }

    /// What a place in the file says, such as `/components/schemas/Id`.
    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    private Operation operation(String path, String method) {
        JsonPointer at = JsonPointer.compile("/paths").appendProperty(path).appendProperty(method);
        JsonNode operation = document.at(at);
        return new Operation(
                operation.get("operationId").textValue(),
                HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)),
                path,
                access(operation),
                query(at.appendProperty("parameters")),
                body(at.appendProperty("requestBody")));
    }

    /// The whole file is one schema to the validator; what is not JSON Schema in it means nothing to it.
    private static Dialect dialect() {
        return Dialect.builder(Dialects.getDraft202012())
                .unknownKeywordFactory((keyword, _) -> new NonValidationKeyword(keyword))
                .build();
    }

    private static RegularExpression bounded(String pattern) {
        RegularExpression whole = JDKRegularExpressionFactory.getInstance().getRegularExpression(pattern);
        return text -> text.length() <= MOST_FOR_A_PATTERN && whole.matches(text);
    }

    private static Access access(JsonNode operation) {
        JsonNode security = operation.path("security");
        if (security.isMissingNode()) return Access.TOKEN_NEEDED;
        if (security.isEmpty()) return Access.ANYBODY;
        return Access.TOKEN_WELCOME;
    }

    private List<Parameter> query(JsonPointer list) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < document.at(list).size(); i++) {
            JsonPointer at = resolved(list.appendIndex(i));
            JsonPointer schema = at.appendProperty("schema");
            JsonNode meant = document.at(resolved(schema));
            parameters.add(new Parameter(
                    document.at(at).get("name").textValue(),
                    meant.path("type").textValue(),
                    meant.get("default"),
                    schema(schema)));
        }
        return parameters;
    }

    private RequestBody body(JsonPointer place) {
        if (document.at(place).isMissingNode()) return null;
        JsonPointer at = resolved(place);
        JsonPointer schema =
                at.appendProperty("content").appendProperty("application/json").appendProperty("schema");
        return new RequestBody(schema(schema), document.at(at).path("required").booleanValue());
    }

    /// Follows a `$ref` within the file.
    private JsonPointer resolved(JsonPointer at) {
        JsonNode reference = document.at(at).path("$ref");
        return reference.isMissingNode()
                ? at
                : JsonPointer.compile(reference.textValue().substring(1));
    }

    private Schema schema(JsonPointer at) {
        String fragment = at.toString().replace("{", "%7B").replace("}", "%7D");
        return schemas.getSchema(SchemaLocation.of(NAME + "#" + fragment));
    }
}
