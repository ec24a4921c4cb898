package chat.switchboard.desk;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.contract.Contract;
import chat.switchboard.contract.FieldError;
import chat.switchboard.contract.RequestSchema;
import chat.switchboard.desk.ImportResult.RowError;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Received;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;

/// The objects of one kind as a file. Blocks: call it on a virtual thread.
public final class FileTransfer<T extends Configured> {
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());
    private static final int RETRY_SECONDS = 5;
    /// Of all kinds together: each holds a whole file in memory.
    private static final Semaphore IMPORTS = new Semaphore(2);
    /// Of those an import changed, the audit log names so many.
    private static final int MOST_NAMES = 500;

    private final Database database;
    private final ConfigurationVersions versions;
    private final ConfigurationStore<T> store;
    private final FileFormat<T> format;
    private final RequestSchema schema;

    FileTransfer(
            Database database,
            ConfigurationVersions versions,
            ConfigurationStore<T> store,
            FileFormat<T> format,
            Contract contract) {
        this.database = database;
        this.versions = versions;
        this.store = store;
        this.format = format;
        this.schema = contract.schema(format.schema());
    }

    /// @param format `csv` or `json`
    /// @param dryRun only to see what it would do
    public record Import(String format, String content, boolean dryRun) {}

    /// All that this person may take along.
    ///
    /// @param as `csv` or `json`
    public Outcome<byte[]> export(Editor by, String as) {
        Refusal forbidden = store.forbids(by.staff());
        if (forbidden != null) return Outcome.refused(forbidden);
        return database.transaction(by.staff(), handle -> {
            List<ObjectNode> rows = store.all(handle).stream()
                    .filter(object -> format.isExported(object, by.staff()))
                    .map(this::row)
                    .toList();
            record(handle, by, "exported", json -> json.writeNumberField("count", rows.size()));
            return Outcome.done(FileRows.write(as, rows, format.columns()).getBytes(StandardCharsets.UTF_8));
        });
    }

    private ObjectNode row(T object) {
        ObjectNode whole = FileRows.tree(Json.object(object::writeFields));
        format.export(whole, object);
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        format.columns().forEach(column -> row.set(column.name(), whole.path(column.name())));
        return row;
    }

    /// Adds and changes what the file says, all or nothing. What the file does not name stays.
    public Outcome<ImportResult> importAll(Editor by, Import file) {
        Refusal forbidden = store.forbids(by.staff());
        if (forbidden != null) return Outcome.refused(forbidden);
        if (!IMPORTS.tryAcquire()) return Outcome.refused(Refusal.busy(RETRY_SECONDS));
        try {
            FileRows.Read read = FileRows.read(file.format, file.content, format.columns());
            return database.transaction(by.staff(), handle -> {
                Refusal gone = store.lock(handle, by.staff());
                if (gone != null) return Outcome.refused(gone);
                return new Run(handle, by, file, read.errors()).over(read.rows());
            });
        } finally {
            IMPORTS.release();
        }
    }

    /// One import.
    private final class Run {
        private final Handle handle;
        private final Editor by;
        private final Import file;
        private final Map<Object, T> present = new HashMap<>();
        private final Set<Object> seen = new HashSet<>();
        private final Set<String> references;
        private final List<T> created = new ArrayList<>();
        private final List<T> updated = new ArrayList<>();
        private final List<RowError> errors;
        private int unchanged;

        Run(Handle handle, Editor by, Import file, List<RowError> errors) {
            this.handle = handle;
            this.by = by;
            this.file = file;
            this.errors = errors;
            this.references = format.reference() == null
                    ? Set.of()
                    : store.texts(handle, format.reference().sql());
            store.all(handle).forEach(object -> present.put(format.identity(object), object));
        }

        Outcome<ImportResult> over(List<FileRows.Row> rows) {
            int before = present.size();
            for (FileRows.Row row : rows) {
                if (errors.size() >= ImportResult.MOST_ERRORS) break;
                take(row);
            }
            if (before + created.size() > store.most())
                return Outcome.refused(Refusal.of(Refusal.Code.CONFLICT, Reason.TOO_MANY, store.most()));
            if (errors.isEmpty() && !file.dryRun) write();
            return Outcome.done(new ImportResult(
                    created.size(),
                    updated.size(),
                    unchanged,
                    errors.stream().limit(ImportResult.MOST_ERRORS).toList()));
        }

        private void take(FileRows.Row row) {
            switch (Received.clean(row.values())) {
                case Outcome.Refused<JsonNode>(Refusal refusal) -> refuse(row, refusal);
                case Outcome.Done<JsonNode>(JsonNode clean) -> takeClean(row, (ObjectNode) clean);
            }
        }

        private void takeClean(FileRows.Row row, ObjectNode values) {
            format.fit(values, by.staff());
            List<FieldError> unfit = schema.errors(values);
            for (FieldError error : unfit) errors.add(new RowError(row.number(), error.field(), error.because()));
            if (!unfit.isEmpty()) return;
            Draft<T> draft = Received.as(format.change(), values);
            T asNew = draft.on(store.blank(IDS.next().toString(), by.staff()));
            Object identity = format.identity(asNew);
            T before = present.get(identity);
            T after = before == null ? asNew : draft.on(before);
            Refusal refusal = Rules.first(
                    () -> store.unfit(by.staff(), before, after),
                    () -> isKnown(after)
                            ? null
                            : Rules.unknown(format.reference().field(), false),
                    () -> Rules.taken(format.identifyingField(), !seen.add(identity)));
            if (refusal != null) refuse(row, refusal);
            else if (before == null) created.add(after);
            else if (after.equals(before)) unchanged++;
            else updated.add(after);
        }

        private boolean isKnown(T object) {
            String referenced = format.reference() == null ? null : format.referenced(object);
            return referenced == null || references.contains(referenced);
        }

        private void refuse(FileRows.Row row, Refusal refusal) {
            String field = refusal.field() == null ? FileRows.ALL : refusal.field();
            errors.add(new RowError(row.number(), field, refusal.because()));
        }

        private void write() {
            if (created.isEmpty() && updated.isEmpty()) return;
            store.insertAll(handle, created);
            store.updateAll(handle, updated);
            versions.bump(handle, store.topic());
            record(handle, by, "imported", json -> {
                json.writeNumberField("count", created.size() + updated.size());
                Configured.texts(json, "created", names(created));
                Configured.texts(json, "updated", names(updated));
            });
        }

        private List<String> names(List<T> objects) {
            return objects.stream()
                    .filter(object -> !object.isPrivate())
                    .limit(MOST_NAMES)
                    .map(Configured::name)
                    .toList();
        }
    }

    private void record(Handle handle, Editor by, String what, Json.Part details) {
        String after = new String(Json.object(details), StandardCharsets.UTF_8);
        var subject = new AuditLog.Subject(store.kind(), (String) null, null);
        AuditLog.record(handle, by.origin(), store.kind() + "." + what, subject, null, after);
    }
}
