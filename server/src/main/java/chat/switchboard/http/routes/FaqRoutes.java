package chat.switchboard.http.routes;

import chat.switchboard.desk.Desk;
import chat.switchboard.desk.FaqEntry;
import chat.switchboard.http.api.Route;
import java.util.Map;

/// Frequent questions.
final class FaqRoutes {
    private final ConfigurationRoutes<FaqEntry> faqEntries;
    private final FileRoutes<FaqEntry> files;

    FaqRoutes(Desk desk) {
        this.faqEntries =
                new ConfigurationRoutes<>(desk.faqEntries(), (json, it) -> it.write(json), FaqEntry.Change.class);
        this.files = new FileRoutes<>(desk.faqFiles(), "faq-entries");
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listFaqEntries", faqEntries.publicList("language", (json, entry) -> entry.writePublic(json)),
                "createFaqEntry", faqEntries.create(),
                "getFaqEntry", faqEntries.get(),
                "editFaqEntry", faqEntries.edit(),
                "deleteFaqEntry", faqEntries.delete(),
                "exportFaqEntries", files.export(),
                "importFaqEntries", files.importAll());
    }
}
