package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;
import static chat.switchboard.http.api.Route.stepUp;

import chat.switchboard.audit.AuditEntries;
import chat.switchboard.audit.AuditEntry;
import chat.switchboard.audit.Verification;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.wire.Csv;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Who changed what.
final class AuditRoutes {
    private static final List<String> COLUMNS = List.of(
            "position",
            "id",
            "at",
            "actorType",
            "actorId",
            "actorName",
            "action",
            "subjectType",
            "subjectId",
            "subjectName",
            "before",
            "after",
            "session",
            "network",
            "hash");

    private final AuditEntries entries;

    AuditRoutes(AuditEntries entries) {
        this.entries = entries;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listAuditEntries", direct(this::list),
                "exportAuditEntries", stepUp(direct(this::export)),
                "verifyAuditLog", direct(this::verify));
    }

    private Outcome<ApiResponse> list(ApiRequest request) {
        return request.staff()
                .then(staff -> entries.list(staff, filter(request), request.text("cursor"), request.number("limit")))
                .map(page -> Page.of(page.items(), AuditRoutes::write, page.nextCursor()));
    }

    private Outcome<ApiResponse> export(ApiRequest request) {
        boolean asCsv = request.text("format").equals("csv");
        return request.staff()
                .then(staff -> entries.export(staff, request.origin(), filter(request)))
                .map(found -> asCsv ? csv(found) : json(found));
    }

    private Outcome<ApiResponse> verify(ApiRequest request) {
        return request.staff().then(entries::verify).map(AuditRoutes::answer);
    }

    private static AuditEntries.Filter filter(ApiRequest request) {
        return new AuditEntries.Filter(
                request.uuid("actor"),
                request.text("action"),
                request.text("subject"),
                request.time("from"),
                request.time("to"));
    }

    private static ApiResponse answer(Verification verification) {
        return ApiResponse.object(json -> {
            json.writeNumberField("entries", verification.entries());
            json.writeBooleanField("valid", verification.valid());
            json.writeFieldName("firstBroken");
            if (verification.valid()) json.writeNull();
            else write(json, verification.firstBroken().orElseThrow());
            json.writeStringField("head", verification.head().hex());
        });
    }

    private static ApiResponse csv(List<AuditEntry> found) {
        Csv csv = new Csv(COLUMNS);
        for (AuditEntry entry : found) csv.row(cells(entry));
        return ApiResponse.file("text/csv; charset=utf-8", "audit.csv", csv.bytes());
    }

    private static List<Object> cells(AuditEntry entry) {
        return Arrays.asList(
                entry.position(),
                entry.id(),
                Json.time(entry.at()),
                entry.actor().type(),
                entry.actor().id(),
                entry.actor().name(),
                entry.action(),
                entry.subject().type(),
                entry.subject().id(),
                entry.subject().name(),
                entry.before(),
                entry.after(),
                entry.sessionId(),
                entry.network(),
                entry.hash().hex());
    }

    private static ApiResponse json(List<AuditEntry> found) {
        byte[] file = Json.object(json -> {
            json.writeArrayFieldStart("items");
            for (AuditEntry entry : found) write(json, entry);
            json.writeEndArray();
        });
        return ApiResponse.file("application/json", "audit.json", file);
    }

    private static void write(JsonGenerator json, AuditEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id().toString());
        json.writeNumberField("position", entry.position());
        json.writeStringField("at", Json.time(entry.at()));
        json.writeObjectFieldStart("actor");
        json.writeStringField("type", entry.actor().type());
        write(json, "id", entry.actor().id());
        json.writeStringField("name", entry.actor().name());
        json.writeEndObject();
        json.writeStringField("action", entry.action());
        json.writeObjectFieldStart("subject");
        json.writeStringField("type", entry.subject().type());
        json.writeStringField("id", entry.subject().id());
        json.writeStringField("name", entry.subject().name());
        json.writeEndObject();
        writeRaw(json, "before", entry.before());
        writeRaw(json, "after", entry.after());
        write(json, "session", entry.sessionId());
        json.writeStringField("network", entry.network());
        json.writeStringField("hash", entry.hash().hex());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        json.writeStringField(name, value == null ? null : value.toString());
    }

    /// @param stored JSON, or null
    private static void writeRaw(JsonGenerator json, String name, String stored) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(stored == null ? "null" : stored);
    }
}
