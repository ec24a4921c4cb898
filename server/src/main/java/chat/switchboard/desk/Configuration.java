package chat.switchboard.desk;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import chat.switchboard.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The door to the configured objects of one kind. Blocks: call it on a virtual thread.
///
/// Objects of one kind are written one after the other. A change names the version it was made from, or the last
/// writer wins.
public final class Configuration<T extends Configured> {
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());

    private final Database database;
    private final ConfigurationVersions versions;
    private final ConfigurationStore<T> store;

    Configuration(Database database, ConfigurationVersions versions, ConfigurationStore<T> store) {
        this.database = database;
        this.versions = versions;
        this.store = store;
    }

    /// @param reader staff, or the system for what anybody may see
    public Outcome<Slice<T>> list(Actor reader, Listing listing) {
        Place after;
        try {
            after = Place.parse(listing.cursor());
        } catch (IllegalArgumentException malformed) {
            return Outcome.refused(Refusal.invalid("cursor", Refusal.Reason.NOT_A_CURSOR));
        }
        List<T> found = database.transaction(reader, handle -> store.page(handle, listing, after, listing.limit() + 1));
        if (found.size() <= listing.limit()) return Outcome.done(new Slice<>(found, null));
        List<T> page = found.subList(0, listing.limit());
        return Outcome.done(new Slice<>(page, page.getLast().place().cursor()));
    }

    public Outcome<T> find(Actor.Staff reader, String key) {
        return database.transaction(reader, handle -> found(handle, key));
    }

    public Outcome<T> create(Editor by, Draft<T> draft) {
        return write(by, handle -> {
            T made = draft.on(store.blank(IDS.next().toString(), by.staff()));
            Refusal refusal = store.refuses(handle, by.staff(), null, made);
            if (refusal != null) return Outcome.refused(refusal);
            store.insert(handle, made);
            return found(handle, made.revision().key()).map(stored -> announced(handle, by, "created", null, stored));
        });
    }

    public Outcome<T> edit(Editor by, String key, Draft<T> draft) {
        return write(
                by,
                handle -> found(handle, key).then(before -> {
                    Integer expected = draft.expectedVersion();
                    int version = before.revision().version();
                    if (expected != null && expected != version)
                        return Outcome.refused(Refusal.conflict(Reason.CHANGED_MEANWHILE, version));
                    T after = draft.on(before);
                    Refusal refusal = store.refuses(handle, by.staff(), before, after);
                    if (refusal != null) return Outcome.refused(refusal);
                    if (after.equals(before)) return Outcome.done(before);
                    store.update(handle, after);
                    return found(handle, key).map(stored -> announced(handle, by, "updated", before, stored));
                }));
    }

    public Outcome<T> delete(Editor by, String key) {
        return write(
                by,
                handle -> found(handle, key).then(object -> {
                    Refusal refusal = store.refusesToDelete(handle, by.staff(), object);
                    if (refusal != null) return Outcome.refused(refusal);
                    store.delete(handle, object);
                    announced(handle, by, "deleted", object, null);
                    return Outcome.done(object);
                }));
    }

    /// Tells the other nodes, and the audit log.
    private T announced(Handle handle, Editor by, String what, T before, T after) {
        T object = after == null ? before : after;
        store.changed(handle, by.staff(), before, after);
        versions.bump(handle, store.topic());
        AuditLog.record(
                handle,
                by.origin(),
                store.kind() + "." + what,
                new AuditLog.Subject(store.kind(), object.revision().key(), object.isPrivate() ? null : object.name()),
                json(before),
                json(after));
        return after;
    }

    /// Of a private object the log says only that it exists.
    private String json(T object) {
        if (object == null) return null;
        Json.Part fields = object.isPrivate() ? json -> json.writeBooleanField("private", true) : object::writeFields;
        return new String(Json.object(fields), StandardCharsets.UTF_8);
    }

    private Outcome<T> found(Handle handle, String key) {
        return store.find(handle, key).map(Outcome::done).orElseGet(() -> Outcome.refused(Refusal.notFound()));
    }

    private Outcome<T> write(Editor by, Function<Handle, Outcome<T>> work) {
        Refusal forbidden = store.forbids(by.staff());
        if (forbidden != null) return Outcome.refused(forbidden);
        return database.transaction(by.staff(), handle -> {
            Refusal gone = store.lock(handle, by.staff());
            return gone == null ? work.apply(handle) : Outcome.refused(gone);
        });
    }
}
