package chat.switchboard.languagemodel;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/// Writes down what is sent, before it is sent, and counts it towards the day's budget.
final class RequestBook {
    /// No text of any language has more tokens than a third of its bytes in UTF-8, but for rare signs.
    private static final int LEAST_BYTES_OF_TOKEN = 3;

    private final Database database;
    private final Clock clock;
    private final UuidV7 ids;

    /// What a question is about, and who asks it.
    ///
    /// @param conversationId or null
    record About(UUID conversationId, Actor by) {
        SentRequest.Asker asker() {
            return by instanceof Actor.Staff staff
                    ? new SentRequest.Asker(by.type(), staff.id(), staff.name())
                    : new SentRequest.Asker(by.type(), null, null);
        }
    }

    /// @param taken of the budget
    record Entry(UUID id, Instant at, long taken, long begun) {}

    RequestBook(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /// Empty when the budget of the day is used up.
    ///
    /// @param bytes of the request
    Optional<Entry> begin(Prompt prompt, int bytes, About about, Endpoint endpoint, Usage most) {
        Instant now = clock.instant();
        long size = bytes / LEAST_BYTES_OF_TOKEN + Math.min(prompt.task().mostAnswer(), endpoint.mostAnswer());
        SentRequest request = new SentRequest(
                ids.next(),
                now,
                prompt.task(),
                about.conversationId(),
                about.asker(),
                endpoint.origin(),
                endpoint.model(),
                ChatProtocol.messages(prompt).toString(),
                Result.SENT,
                null,
                null,
                null,
                null);
        return database.transaction(Actor.SYSTEM, handle -> {
            if (!UsageStore.take(handle, day(now), size, most)) return Optional.empty();
            SentRequestStore.insert(handle, request);
            return Optional.of(new Entry(request.id(), now, size, System.nanoTime()));
        });
    }

    /// @param answer cleaned, or null
    void end(Entry entry, Reply reply, String answer) {
        int milliseconds =
                (int) Duration.ofNanos(System.nanoTime() - entry.begun()).toMillis();
        long cost = cost(entry, reply);
        database.transaction(Actor.SYSTEM, handle -> {
            SentRequestStore.end(handle, entry.id(), reply, answer, milliseconds);
            if (cost != entry.taken()) UsageStore.correct(handle, day(entry.at()), cost - entry.taken());
            return null;
        });
    }

    Usage usedToday() {
        return database.transaction(Actor.SYSTEM, handle -> UsageStore.find(handle, day(clock.instant())));
    }

    int secondsUntilTomorrow() {
        Instant now = clock.instant();
        Instant tomorrow = day(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return (int) Math.max(1, Duration.between(now, tomorrow).toSeconds());
    }

    /// What nobody counted may have cost all it could. An endpoint that refuses counts nothing.
    private static long cost(Entry entry, Reply reply) {
        return switch (reply.result()) {
            case ANSWERED -> {
                Reply.Usage usage = ((Reply.Said) reply).usage();
                yield usage == null ? entry.taken() : (long) usage.prompt() + usage.answer();
            }
            case UNREACHABLE, KEY_REFUSED, RATE_LIMITED, REJECTED -> 0;
            case SENT, TIMED_OUT, BROKEN, TOO_LARGE, UNUSABLE -> entry.taken();
        };
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
