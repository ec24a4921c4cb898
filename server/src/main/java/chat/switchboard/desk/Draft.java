package chat.switchboard.desk;

import java.util.List;

/// What somebody wants an object to be: each part that is null stays as it is.
public interface Draft<T> {
    T on(T object);

    /// The version that was changed, or null: whatever is there.
    Integer expectedVersion();

    static <V> V or(V given, V present) {
        return given == null ? present : given;
    }

    /// White space around a text is no part of it.
    static String or(String given, String present) {
        return given == null ? present : given.strip();
    }

    /// Each on one line, which is how files list them.
    static List<String> lines(List<String> given, List<String> present) {
        if (given == null) return present;
        return given.stream().map(it -> it.replace('\n', ' ').strip()).toList();
    }
}
