package chat.switchboard.desk;

import chat.switchboard.kernel.CursorText;

/// Where an object stands in its list, so that pages do not shift when the list changes.
public record Place(int order, String name, String key) {
    /// @throws IllegalArgumentException when it is not one of ours
    static Place parse(String cursor) {
        if (cursor == null) return null;
        String[] parts = CursorText.read(cursor).split("/", 3);
        if (parts.length != 3) throw new IllegalArgumentException(cursor);
        return new Place(Integer.parseInt(parts[0]), parts[2], parts[1]);
    }

    String cursor() {
        return CursorText.of(order + "/" + key + "/" + name);
    }
}
