package chat.switchboard.socketio.engine;

import java.util.concurrent.ConcurrentHashMap;

/// Text that many connections have in common, such as the name of a browser, kept once. When full it keeps what it
/// has: what comes later is merely not shared.
final class SharedText {
    private static final int MAX_TEXTS = 1000;

    private final ConcurrentHashMap<String, String> texts = new ConcurrentHashMap<>();

    /// The same text, from here if it is kept here; null stays null.
    String of(String text) {
        if (text == null) return null;
        String kept = texts.get(text);
        if (kept != null) return kept;
        if (texts.size() < MAX_TEXTS) texts.put(text, text);
        return text;
    }
}
