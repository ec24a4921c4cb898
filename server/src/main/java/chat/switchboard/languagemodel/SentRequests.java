package chat.switchboard.languagemodel;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.CursorText;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// The door to what was sent to the model, for admins. Blocks: call it on a virtual thread.
public final class SentRequests {
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final Database database;
    private final Supplier<Duration> kept;
    private final Clock clock;
    private final Job job = Job.onOneNode("language-model-requests", FORGET_EVERY, _ -> forget());

    /// @param nextCursor where the next page begins, or null at the end
    public record Page(List<SentRequest> items, String nextCursor) {}

    /// @param kept how long; asked for each time
    public SentRequests(Database database, Supplier<Duration> kept, Clock clock) {
        this.database = database;
        this.kept = kept;
        this.clock = clock;
    }

    /// Newest first, without the texts.
    ///
    /// @param cursor as answered before, or null for the first page
    public Outcome<Page> list(Actor.Admin admin, String cursor, int limit) {
        UUID before;
        try {
            before = cursor == null ? null : UUID.fromString(CursorText.read(cursor));
        } catch (IllegalArgumentException malformed) {
            return Outcome.refused(Refusal.invalid("cursor", Reason.NOT_A_CURSOR));
        }
        List<SentRequest> found =
                database.transaction(admin, handle -> SentRequestStore.page(handle, before, limit + 1));
        if (found.size() <= limit) return Outcome.done(new Page(found, null));
        List<SentRequest> page = found.subList(0, limit);
        return Outcome.done(new Page(page, CursorText.of(page.getLast().id().toString())));
    }

    public Outcome<SentRequest> find(Actor.Admin admin, UUID id) {
        if (id == null) return Outcome.refused(Refusal.notFound());
        return database.transaction(admin, handle -> SentRequestStore.find(handle, id))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.notFound()));
    }

    /// Deletes what was kept long enough.
    public Job job() {
        return job;
    }

    private int forget() {
        var before = clock.instant().minus(kept.get());
        return database.transaction(Actor.SYSTEM, handle -> {
            UsageStore.deleteBefore(handle, before);
            return SentRequestStore.deleteBefore(handle, before);
        });
    }
}
