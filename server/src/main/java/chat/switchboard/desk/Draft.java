package chat.switchboard.desk;

/// What somebody wants an object to be: each part that is null stays as it is.
public interface Draft<T> {
    T on(T object);

    /// The version that was changed, or null: whatever is there.
    Integer expectedVersion();

    static <V> V or(V given, V present) {
        return given == null ? present : given;
    }

    /// For names: white space around them is no part of them.
    static String or(String given, String present) {
        return given == null ? present : given.strip();
    }
}
