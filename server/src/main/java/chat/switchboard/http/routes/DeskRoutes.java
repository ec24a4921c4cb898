package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.desk.Category;
import chat.switchboard.desk.Department;
import chat.switchboard.desk.Desk;
import chat.switchboard.desk.FaqEntry;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/// What is configured.
final class DeskRoutes {
    private final Desk desk;

    DeskRoutes(Desk desk) {
        this.desk = desk;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listDepartments",
                direct(request -> request.staff().map(staff -> Page.of(desk.departments(staff), DeskRoutes::write))),
                "listCategories",
                direct(_ -> Outcome.done(Page.of(desk.categories(), DeskRoutes::write))),
                "listFaqEntries",
                direct(request -> Outcome.done(Page.of(desk.faqEntries(request.text("language")), DeskRoutes::write))));
    }

    private static void write(JsonGenerator json, Department department) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", department.id().toString());
        json.writeStringField("name", department.name());
        json.writeStringField("routing", department.routing());
        json.writeFieldName("businessHours");
        json.writeRawValue(department.businessHours() == null ? "null" : department.businessHours());
        json.writeStringField("createdAt", Json.time(department.createdAt()));
        json.writeStringField("updatedAt", Json.time(department.updatedAt()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Category category) throws IOException {
        json.writeStartObject();
        json.writeStringField("slug", category.slug());
        json.writeStringField("nameEn", category.nameEn());
        json.writeStringField("nameUr", category.nameUr());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, FaqEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id().toString());
        json.writeStringField("slug", entry.slug());
        json.writeStringField("language", entry.language());
        json.writeStringField("question", entry.question());
        json.writeStringField("answer", entry.answer());
        json.writeNumberField("displayOrder", entry.displayOrder());
        json.writeEndObject();
    }
}
