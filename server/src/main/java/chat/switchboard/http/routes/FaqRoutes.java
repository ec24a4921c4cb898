package chat.switchboard.http.routes;

import chat.switchboard.desk.Configuration;
import chat.switchboard.desk.FaqEntry;
import chat.switchboard.http.api.Route;
import java.util.Map;

/// Frequent questions.
final class FaqRoutes {
    private final ConfigurationRoutes<FaqEntry> faqEntries;

    FaqRoutes(Configuration<FaqEntry> faqEntries) {
        this.faqEntries = new ConfigurationRoutes<>(faqEntries, (json, it) -> it.write(json), FaqEntry.Change.class);
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listFaqEntries", faqEntries.publicList("language", (json, entry) -> entry.writePublic(json)),
                "createFaqEntry", faqEntries.create(),
                "getFaqEntry", faqEntries.get(),
                "editFaqEntry", faqEntries.edit(),
                "deleteFaqEntry", faqEntries.delete(),
                "exportFaqEntries", faqEntries.export(),
                "importFaqEntries", faqEntries.importAll());
    }
}
