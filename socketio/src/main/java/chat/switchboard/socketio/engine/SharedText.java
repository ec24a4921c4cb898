package chat.switchboard.socketio.engine;

/// Text that many connections have in common, such as the name of a browser, kept once. Each place holds what came
/// last, so what is unique (polling adds a time to its query) cannot crowd out what is common for long.
///
/// Threads may overwrite each other's texts; each still gets one that is equal to its own.
final class SharedText {
    private static final int PLACES = 1024;
    /// What is longer is nobody else's either; kept, it would be memory that one client can fill.
    private static final int MAX_LENGTH = 256;

    private final String[] texts = new String[PLACES];

    /// The same text, from here if it is kept here; null stays null.
    String of(String text) {
        if (text == null || text.length() > MAX_LENGTH) return text;
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        String kept = texts[place];
        if (text.equals(kept)) return kept;
        texts[place] = text;
        return text;
    }
}
