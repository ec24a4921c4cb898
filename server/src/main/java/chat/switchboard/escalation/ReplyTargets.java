package chat.switchboard.escalation;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import chat.switchboard.texts.RefusalTexts;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door to reply targets: what an admin sets, and when a reply is due by it.
public final class ReplyTargets {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyTargets.class);
    private static final Duration REFRESH_EVERY = Duration.ofSeconds(2);
    private static final int MOST = 200;
    private static final Duration LONGEST = Duration.ofDays(30);

    private static final String TOPIC = "reply-targets";

    private final Database database;
    private final ConfigurationVersions versions;
    private final Supplier<ReplyTarget> usual;
    private volatile Targets current;
    private volatile Map<UUID, String> unreadable = Map.of();

    /// @param version grows with every change of any of them
    public record Listing(long version, List<ReplyTarget> items) {}

    /// @param usual where no target was set; asked for with each [#refresh]
    public ReplyTargets(Database database, ConfigurationVersions versions, Supplier<ReplyTarget> usual) {
        this.database = database;
        this.versions = versions;
        this.usual = usual;
        this.current = new Targets(List.of(), usual.get(), Map.of());
    }

    /// Keeps up with what is set on other nodes, and with the hours of departments. After a failure the last targets
    /// stay in force.
    public Job job() {
        return Job.onEveryNode("reply-targets", REFRESH_EVERY, this::refresh);
    }

    /// Reads what is set now: on this node at once, on the others with their next round.
    public void refresh() {
        current = database.transaction(Actor.SYSTEM, handle -> {
            TargetStore store = new TargetStore(handle);
            return new Targets(store.targets(), usual.get(), readable(store.hours()));
        });
    }

    /// Hours that cannot be read count as always open: a reply is then due sooner, never forgotten. Each is logged
    /// once, when it is first seen.
    private Map<UUID, BusinessHours> readable(Map<UUID, String> stored) {
        Map<UUID, BusinessHours> readable = new HashMap<>();
        Map<UUID, String> unread = new HashMap<>();
        stored.forEach((department, json) -> {
            switch (BusinessHours.parse(json)) {
                case Outcome.Done<BusinessHours>(BusinessHours hours) -> readable.put(department, hours);
                case Outcome.Refused<BusinessHours>(Refusal refusal) -> {
                    unread.put(department, json);
                    if (json.equals(unreadable.get(department))) break;
                    LOG.error(
                            "Department {} counts as always open until its business hours are corrected: {} {}",
                            department,
                            refusal.field(),
                            RefusalTexts.english(refusal));
                }
            }
        });
        unreadable = unread;
        return readable;
    }

    /// When the reply that `conversation` waits for is due; null where there is no target. Never blocks.
    public ReplyClock.Due due(Conversation conversation) {
        return current.due(conversation);
    }

    public Listing list(Actor.Staff staff) {
        return database.transaction(staff, handle -> {
            // Before the targets: a change between the two is refused later, never overwritten.
            long version = versions.current(handle, TOPIC);
            return new Listing(version, new TargetStore(handle).targets());
        });
    }

    /// Sets all of them. Replies already waited for keep the time they have.
    ///
    /// @param expectedVersion what the change is based on, or null to have the last word
    public Outcome<Listing> replace(
            Actor.Staff staff, AuditLog.Origin origin, List<ReplyTarget> targets, Long expectedVersion) {
        if (!(staff instanceof Actor.Admin)) return Outcome.refused(Refusal.adminsOnly());
        Refusal wrong = wrong(targets);
        if (wrong != null) return Outcome.refused(wrong);
        Outcome<Listing> outcome =
                database.transaction(staff, handle -> replace(handle, origin, targets, expectedVersion));
        refresh();
        return outcome;
    }

    private Outcome<Listing> replace(
            Handle handle, AuditLog.Origin origin, List<ReplyTarget> targets, Long expectedVersion) {
        TargetStore store = new TargetStore(handle);
        long version = versions.lock(handle, TOPIC);
        List<ReplyTarget> before = store.targets();
        if (expectedVersion != null && expectedVersion != version)
            return Outcome.refused(Refusal.outdated(null, current(before), Reason.CHANGED_MEANWHILE, version));
        Set<UUID> departments = store.departments();
        for (ReplyTarget target : targets)
            if (target.departmentId() != null && !departments.contains(target.departmentId()))
                return Outcome.refused(Refusal.invalid("departmentId", Reason.NO_SUCH_THING));
        store.replace(targets);
        List<ReplyTarget> after = store.targets();
        if (after.equals(before)) return Outcome.done(new Listing(version, after));
        versions.bump(handle, TOPIC);
        AuditLog.record(
                handle,
                origin,
                "reply_target.updated",
                AuditLog.Subject.only("reply_target"),
                json(before),
                json(after));
        return Outcome.done(new Listing(version + 1, after));
    }

    private static Refusal.Current current(List<ReplyTarget> targets) {
        return new Refusal.Current.Rows(
                targets.stream().map(ReplyTarget::fields).toList());
    }

    private static String json(List<ReplyTarget> targets) {
        byte[] json = Json.object(it -> {
            it.writeArrayFieldStart("items");
            for (ReplyTarget target : targets) Views.object(it, target.fields());
            it.writeEndArray();
        });
        return new String(json, StandardCharsets.UTF_8);
    }

    private static Refusal wrong(List<ReplyTarget> targets) {
        if (targets.size() > MOST) return Refusal.invalid("items", "At most " + MOST + ".");
        Set<List<Object>> keys = new HashSet<>();
        for (ReplyTarget target : targets) {
            if (!keys.add(java.util.Arrays.asList(target.departmentId(), target.priority())))
                return Refusal.invalid("items", "Two targets for the same department and priority.");
            if (outside(target.firstReply())) return Refusal.invalid("firstReplySeconds", "From 1 second to 30 days.");
            if (outside(target.nextReply())) return Refusal.invalid("nextReplySeconds", "From 1 second to 30 days.");
        }
        return null;
    }

    private static boolean outside(Duration limit) {
        return limit != null && (limit.compareTo(Duration.ofSeconds(1)) < 0 || limit.compareTo(LONGEST) > 0);
    }
}
