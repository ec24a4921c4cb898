package chat.switchboard.http.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// Lists as the contract has them: `{ items, nextCursor }`.
public final class Page {
    private Page() {}

    @FunctionalInterface
    public interface View<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /// A list that is never longer than one page.
    public static <T> ApiResponse of(List<T> items, View<T> view) {
        return of(items, view, null);
    }

    /// @param nextCursor where the next page begins, or null at the end
    public static <T> ApiResponse of(List<T> items, View<T> view, String nextCursor) {
        return ApiResponse.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (T item : items) view.write(json, item);
            json.writeEndArray();
            json.writeStringField("nextCursor", nextCursor);
            json.writeEndObject();
        });
    }
}
