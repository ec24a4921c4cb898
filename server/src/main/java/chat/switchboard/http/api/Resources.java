package chat.switchboard.http.api;

import chat.switchboard.contract.Contract;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which path is what. Paths of the contract have at most one id in them.
final class Resources {
    private final Map<String, Resource> plain = new HashMap<>();
    private final List<Resource> templates = new ArrayList<>();

    /// What can be done with one path.
    record Resource(String[] segments, Map<HttpMethod, Endpoint> endpoints) {
        Endpoint get(HttpMethod method) {
            return endpoints.get(method);
        }

        String allowed() {
            return endpoints.keySet().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
        }
    }

    /// @param id the text in place of the template's `{id}`, or null
    record Found(Resource resource, String id) {}

    /// @throws IllegalStateException when the contract has an operation without a route, or the other way round
    Resources(Contract contract, Map<String, Route> routes) {
        Map<String, Route> unused = new HashMap<>(routes);
        Map<String, Resource> byPath = new TreeMap<>();
        for (Contract.Operation operation : contract.operations()) {
            Route route = unused.remove(operation.id());
            if (route == null) throw new IllegalStateException("No route for " + operation.id());
            byPath.computeIfAbsent(operation.path(), path -> new Resource(segments(path), new HashMap<>()))
                    .endpoints()
                    .put(operation.method(), new Endpoint(operation, route));
        }
        if (!unused.isEmpty()) throw new IllegalStateException("Not in the contract: " + unused.keySet());
        byPath.forEach((path, resource) -> {
            if (path.contains("{")) templates.add(resource);
            else plain.put(path, resource);
        });
    }

    /// Null when there is nothing.
    Found find(String path) {
        Resource resource = plain.get(path);
        if (resource != null) return new Found(resource, null);
        String[] segments = segments(path);
        for (Resource template : templates) {
            Found found = match(template, segments);
            if (found != null) return found;
        }
        return null;
    }

    private static Found match(Resource template, String[] segments) {
        if (template.segments().length != segments.length) return null;
        String id = null;
        for (int i = 0; i < segments.length; i++) {
            if (template.segments()[i].equals("{id}")) id = segments[i];
            else if (!template.segments()[i].equals(segments[i])) return null;
        }
        return new Found(template, id);
    }

    private static String[] segments(String path) {
        return path.split("/", -1);
    }
}
