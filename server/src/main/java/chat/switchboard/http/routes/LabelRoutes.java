package chat.switchboard.http.routes;

import chat.switchboard.desk.Configuration;
import chat.switchboard.desk.Label;
import chat.switchboard.http.api.Route;
import java.util.Map;

/// Labels.
final class LabelRoutes {
    private final ConfigurationRoutes<Label> labels;

    LabelRoutes(Configuration<Label> labels) {
        this.labels = new ConfigurationRoutes<>(labels, (json, label) -> label.write(json), Label.Change.class);
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listLabels", labels.list(null),
                "createLabel", labels.create(),
                "editLabel", labels.edit(),
                "deleteLabel", labels.delete());
    }
}
