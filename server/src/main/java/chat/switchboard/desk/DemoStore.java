package chat.switchboard.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;

/// The SQL of the demo's desk.
final class DemoStore {
    private DemoStore() {}

    static void addDemo(Handle handle) {
        if (isDemoAdded(handle)) return;
        handle.createScript(demo()).execute();
    }

    private static boolean isDemoAdded(Handle handle) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM department WHERE id = '0198c0de-0001-7000-8000-000000000002')")
                .mapTo(Boolean.class)
                .one();
    }

    private static String demo() {
        try (var file = DemoStore.class.getResourceAsStream("demo.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
