package chat.switchboard.contract;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The contract's files: published as they are, and enforced as they say.
public final class Contract {
    private static final String REST = "contract:rest";
    private static final String SOCKETS = "contract:sockets";
    /// More than any text with a pattern may have. A pattern is not even tried on a longer one: matching takes a
    /// stack as deep as the text is long.
    static final int MOST_FOR_A_PATTERN = 1_000;

    private static final Set<String> BEING_HERE = Set.of("/me/presence", "/me/heartbeat");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    public enum Access {
        ANYBODY,
        TOKEN_WELCOME,
        TOKEN_NEEDED
    }

    /// One method on one path.
    ///
    /// @param path relative to `/api/v1`, with `{names}`
    /// @param actors who may call it, by the words of [Actor#type]; and `nobody`, who has no token
    /// @param key of the id in the path; null where there is none
    /// @param body null where none is read
    public record Operation(
            String id,
            HttpMethod method,
            String path,
            Access access,
            Set<String> actors,
            RequestSchema key,
            List<Parameter> query,
            RequestBody body) {
        /// Whether this may be the id in the path; one that may not is as unknown as any other.
        public boolean isAboutId(String text) {
            return key != null && key.firstError(TextNode.valueOf(text)) == null;
        }

        /// Why this actor may not call it, whatever it is about; null for one who may.
        public Refusal.Reason refuses(Actor actor) {
            return whyNot(actors, actor);
        }

        public boolean reads() {
            return method == HttpMethod.GET;
        }

        /// Only what is read with a token in a header, and holds no secret: the length of a compressed answer tells
        /// whether something of the asker's choice is also elsewhere in it (BREACH).
        public boolean isCompressible() {
            return reads();
        }

        /// Whether its body holds a file, and may be larger than others.
        public boolean bringsFile() {
            return path.endsWith("/import");
        }

        public boolean signsIn() {
            return path.startsWith("/sessions") || path.startsWith("/invites") || path.equals("/customer-sessions");
        }

        /// What somebody may do who still has to set up a second factor. Not presence: who is present is given
        /// conversations.
        public boolean isForOneself() {
            return signsIn() || path.equals("/me") || path.startsWith("/me/") && !BEING_HERE.contains(path);
        }
    }

    /// A part of the query.
    ///
    /// @param fallback its value where none is given, or null
    public record Parameter(String name, String type, JsonNode fallback, RequestSchema schema) {}

    public record RequestBody(RequestSchema schema, boolean required) {}

    private final byte[] published;
    private final JsonNode rest;
    private final JsonNode sockets;
    private final SchemaRegistry schemas;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, RequestSchema> commands = new HashMap<>();
    private final Map<String, Set<String>> senders = new HashMap<>();

    /// @param published the OpenAPI document as its file has it
    private Contract(byte[] published, JsonNode rest, JsonNode sockets) {
        this.published = published;
        this.rest = rest;
        this.sockets = sockets;
        Map<String, String> documents = Map.of(REST, rest.toString(), SOCKETS, sockets.toString());
        schemas = SchemaRegistry.withDialect(
                dialect(),
                registry -> registry.schemas(documents)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .regularExpressionFactory(Contract::bounded)
                                .build()));
        rest.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(operation(path.getKey(), method.getKey()))));
        AsyncApi.payloads(sockets).forEach((command, payload) -> {
            commands.put(command, schema(SOCKETS, sockets, payload));
            senders.put(command, texts(sockets.at("/operations").get(command).get("x-from")));
        });
    }

    /// Reads and compiles the files, which takes a moment.
    public static Contract load() {
        byte[] published = file("/openapi/switchboard.json");
        JsonNode rest = parsed(published);
        JsonNode sockets = parsed(file("/openapi/sockets.json"));
        return new Contract(published, rest, AsyncApi.document(sockets, rest.at("/components/schemas")));
    }

    /// The OpenAPI document.
    public byte[] openApi() {
        return published;
    }

    /// The AsyncAPI document.
    public byte[] asyncApi() {
        return sockets.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    public List<Operation> operations() {
        return operations;
    }

    /// The names of the sockets' commands.
    public Set<String> commands() {
        return Set.copyOf(commands.keySet());
    }

    /// What a socket's command may carry; null where there is no such command.
    public RequestSchema command(String name) {
        return commands.get(name);
    }

    /// Why this actor may not send this command, whatever it is about; null for one who may.
    Refusal.Reason refuses(String command, Actor actor) {
        return whyNot(senders.get(command), actor);
    }

    private static Refusal.Reason whyNot(Set<String> actors, Actor actor) {
        if (actors.contains(actor.type())) return null;
        if (actors.contains("customer")) return Refusal.Reason.CUSTOMERS_ONLY;
        if (actors.contains("partner")) return Refusal.Reason.ACCOUNTS_ONLY;
        return actors.contains("agent") ? Refusal.Reason.STAFF_ONLY : Refusal.Reason.ADMINS_ONLY;
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::textValue).collect(Collectors.toUnmodifiableSet());
    }

    private Operation operation(String path, String method) {
        JsonPointer at = JsonPointer.compile("/paths").appendProperty(path).appendProperty(method);
        JsonNode operation = rest.at(at);
        return new Operation(
                operation.get("operationId").textValue(),
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path,
                access(operation),
                texts(operation.path("x-actors")),
                key(JsonPointer.compile("/paths").appendProperty(path).appendProperty("parameters")),
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
        for (int i = 0; i < rest.at(list).size(); i++) {
            JsonPointer at = resolved(list.appendIndex(i));
            JsonPointer schema = at.appendProperty("schema");
            JsonNode meant = rest.at(resolved(schema));
            parameters.add(new Parameter(
                    rest.at(at).get("name").textValue(),
                    meant.path("type").textValue(),
                    meant.get("default"),
                    schema(schema)));
        }
        return parameters;
    }

    /// Of the parameters of all methods of a path there is only the one in the path.
    private RequestSchema key(JsonPointer list) {
        if (rest.at(list).isMissingNode()) return null;
        return schema(resolved(resolved(list.appendIndex(0)).appendProperty("schema")));
    }

    private RequestBody body(JsonPointer place) {
        if (rest.at(place).isMissingNode()) return null;
        JsonPointer at = resolved(place);
        JsonPointer schema =
                at.appendProperty("content").appendProperty("application/json").appendProperty("schema");
        return new RequestBody(schema(schema), rest.at(at).path("required").booleanValue());
    }

    /// Follows a `$ref` within the file.
    private JsonPointer resolved(JsonPointer at) {
        JsonNode reference = rest.at(at).path("$ref");
        return reference.isMissingNode()
                ? at
                : JsonPointer.compile(reference.textValue().substring(1));
    }

    /// One of the OpenAPI document's schemas, by name.
    public RequestSchema schema(String name) {
        return schema(JsonPointer.compile("/components/schemas").appendProperty(name));
    }

    private RequestSchema schema(JsonPointer at) {
        return schema(REST, rest, at);
    }

    private RequestSchema schema(String name, JsonNode document, JsonPointer at) {
        String fragment = at.toString().replace("{", "%7B").replace("}", "%7D");
        // Asked for with its fragment, the registry would parse the whole file once for each.
        Schema file = schemas.getSchema(SchemaLocation.of(name));
        Schema part = file.getRefSchema(SchemaLocation.of(name + "#" + fragment).getFragment());
        return new RequestSchema(part, document);
    }

    private static byte[] file(String name) {
        try (var file = Contract.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Two schemas of one name are refused: the second would quietly replace the first.
    private static JsonNode parsed(byte[] json) {
        try {
            return new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
