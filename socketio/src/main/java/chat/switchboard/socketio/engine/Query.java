package chat.switchboard.socketio.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The query of a request, read strictly: a parameter given twice, a broken escape or too many parameters make it
/// invalid.
final class Query {
    private static final int MAX_PARAMETERS = 32;

    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Optional<Query> parse(String text) {
        Map<String, String> parameters = new HashMap<>();
        if (text == null || text.isEmpty()) return Optional.of(new Query(parameters));
        String[] pairs = text.split("&", MAX_PARAMETERS + 1);
        if (pairs.length > MAX_PARAMETERS) return Optional.empty();
        try {
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                if (parameters.putIfAbsent(name, value) != null) return Optional.empty();
            }
            return Optional.of(new Query(parameters));
        } catch (IllegalArgumentException brokenEscape) {
            return Optional.empty();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// The parameter's value, or null.
    String get(String name) {
        return parameters.get(name);
    }
}
