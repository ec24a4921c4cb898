package chat.switchboard.http.api;

import chat.switchboard.contract.Contract.Operation;
import chat.switchboard.contract.Contract.Parameter;
import chat.switchboard.contract.FieldError;
import chat.switchboard.contract.ValidationMessages;
import chat.switchboard.identity.Principal;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// An operation with the route that serves it: holds requests against the contract.
final class Endpoint {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern TRUTH = Pattern.compile("true|false");
    private static final int UUID_LENGTH = 36;

    /// As it came.
    ///
    /// @param id the one in the path, or null
    record Raw(HttpServerRequest request, String address, Principal principal, String id, Buffer body) {}

    sealed interface Reading {
        record Fit(ApiRequest fit) implements Reading {}

        record Unfit(Problem problem) implements Reading {}
    }

    private final Operation operation;
    private final Route route;
    private final Map<String, Parameter> parameters = new HashMap<>();

    Endpoint(Operation operation, Route route) {
        this.operation = operation;
        this.route = route;
        operation.query().forEach(parameter -> parameters.put(parameter.name(), parameter));
    }

    Operation operation() {
        return operation;
    }

    Route route() {
        return route;
    }

    /// The answer as this client wants it.
    Outcome<ApiResponse> encoded(Outcome<ApiResponse> outcome, HttpServerRequest request) {
        return operation.isCompressible() ? outcome.map(answer -> answer.compressedFor(request)) : outcome;
    }

    /// Holds a request against the contract.
    Reading read(Raw raw) {
        UUID id = uuid(raw.id);
        if (raw.id != null && !operation.isAboutId(raw.id)) return new Reading.Unfit(Problem.of(Refusal.notFound()));
        Map<String, JsonNode> query = new HashMap<>();
        List<FieldError> wrong = readQuery(raw.request, query);
        if (!wrong.isEmpty()) return new Reading.Unfit(Problem.invalid(wrong));
        if (operation.body() == null) return fit(raw, id, query, null);
        return switch (Body.parse(raw.body, raw.request.getHeader("Content-Type"))) {
            case Outcome.Refused<JsonNode>(Refusal refusal) -> new Reading.Unfit(Problem.of(refusal));
            case Outcome.Done<JsonNode>(JsonNode body) -> {
                List<FieldError> unfit = examine(body);
                yield unfit.isEmpty() ? fit(raw, id, query, body) : new Reading.Unfit(Problem.invalid(unfit));
            }
        };
    }

    private static Reading fit(Raw raw, UUID id, Map<String, JsonNode> query, JsonNode body) {
        return new Reading.Fit(new ApiRequest(
                raw.request, raw.address, raw.principal, id, id == null ? raw.id : id.toString(), query, body));
    }

    /// Fills `values` with what was said and the contract's defaults; answers what does not fit.
    private List<FieldError> readQuery(HttpServerRequest request, Map<String, JsonNode> values) {
        for (Parameter parameter : operation.query())
            if (parameter.fallback() != null) values.put(parameter.name(), parameter.fallback());
        if (request.query() == null) return List.of();
        try {
            MultiMap given = request.params();
            return given.names().stream()
                    .flatMap(name -> readParameter(name, given.getAll(name), values).stream())
                    .limit(ValidationMessages.MOST)
                    .toList();
        } catch (IllegalArgumentException _) {
            return List.of(new FieldError("query", "This is not percent-encoded UTF-8."));
        }
    }

    private Optional<FieldError> readParameter(String name, List<String> given, Map<String, JsonNode> values) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) return Optional.of(new FieldError(name, "There is no such parameter."));
        if (given.size() > 1) return Optional.of(new FieldError(name, "Say it once."));
        JsonNode value = typed(parameter.type(), given.getFirst());
        FieldError wrong = parameter.schema().firstError(value);
        if (wrong != null) return Optional.of(wrong.at(name));
        values.put(name, value);
        return Optional.empty();
    }

    private List<FieldError> examine(JsonNode body) {
        boolean required = operation.body().required();
        if (body == null) return required ? List.of(new FieldError("body", "A JSON object is needed.")) : List.of();
        if (!body.isObject()) return List.of(new FieldError("body", "Must be a JSON object."));
        return operation.body().schema().errors(body);
    }

    private static JsonNode typed(String type, String text) {
        if (type.equals("integer") && WHOLE_NUMBER.matcher(text).matches())
            return LongNode.valueOf(Long.parseLong(text));
        if (type.equals("boolean") && TRUTH.matcher(text).matches())
            return BooleanNode.valueOf(Boolean.parseBoolean(text));
        return TextNode.valueOf(Text.clean(text));
    }

    private static UUID uuid(String text) {
        try {
            return text == null || text.length() != UUID_LENGTH ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
