package chat.switchboard.socketio.websocket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `Sec-WebSocket-Extensions` (RFC 6455 §9.1): extensions that the client offers, the one it likes best first.
final class ExtensionOffers {
    /// @param parameters by name, with the value "" where there is none
    /// @param doubled whether some parameter was there twice
    record Offer(String extension, Map<String, String> parameters, boolean doubled) {}

    private final String text;
    private int at;

    private ExtensionOffers(String text) {
        this.text = text;
    }

    /// The offers in all headers of this name; none if they are malformed.
    static List<Offer> read(List<String> headers) {
        ExtensionOffers reader = new ExtensionOffers(String.join(",", headers));
        List<Offer> offers = new ArrayList<>();
        do {
            reader.skipSpaces();
            if (reader.isAt(',') || reader.isAtEnd()) continue;
            Offer offer = reader.offer();
            if (offer == null) return List.of();
            offers.add(offer);
        } while (reader.take(','));
        return reader.isAtEnd() ? offers : List.of();
    }

    private Offer offer() {
        String extension = token();
        Map<String, String> parameters = new LinkedHashMap<>();
        boolean doubled = false;
        while (take(';')) {
            String name = token();
            String value = take('=') ? value() : "";
            if (name == null || value == null) return null;
            doubled |= parameters.put(name, value) != null;
        }
        return extension == null ? null : new Offer(extension, parameters, doubled);
    }

    /// A token, or a quoted string that holds one.
    private String value() {
        if (!isAt('"')) return token();
        at++;
        StringBuilder value = new StringBuilder();
        for (; !isAtEnd() && !isAt('"'); at++) {
            if (isAt('\\')) at++;
            if (!isTokenCharacter()) return null;
            value.append(text.charAt(at));
        }
        if (isAtEnd() || value.isEmpty()) return null;
        at++;
        return value.toString();
    }

    private String token() {
        int start = at;
        while (isTokenCharacter()) at++;
        return at == start ? null : text.substring(start, at);
    }

    private boolean isTokenCharacter() {
        if (isAtEnd()) return false;
        char c = text.charAt(at);
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /// Passes this character and the spaces around it, if it is next.
    private boolean take(char expected) {
        skipSpaces();
        if (!isAt(expected)) return false;
        at++;
        skipSpaces();
        return true;
    }

    private void skipSpaces() {
        while (isAt(' ') || isAt('\t')) at++;
    }

    private boolean isAt(char expected) {
        return !isAtEnd() && text.charAt(at) == expected;
    }

    private boolean isAtEnd() {
        return at >= text.length();
    }
}
