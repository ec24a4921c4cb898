package chat.switchboard.desk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where an object stands in its list, so that pages do not shift when the list changes.
public record Place(int order, String name, String key) {
    /// @throws IllegalArgumentException when it is not one of ours
    static Place parse(String cursor) {
        if (cursor == null) return null;
        String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("/", 3);
        if (parts.length != 3 || parts[2].indexOf('\0') >= 0) throw new IllegalArgumentException(cursor);
        return new Place(Integer.parseInt(parts[0]), parts[2], parts[1]);
    }

    String cursor() {
        byte[] plain = (order + "/" + key + "/" + name).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
