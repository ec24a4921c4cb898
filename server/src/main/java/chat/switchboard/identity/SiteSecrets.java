package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What sites' own servers sign identity tokens with. Derived from the installation's secret, so that who has a copy of
/// the database can sign nothing.
public final class SiteSecrets {
    /// For as long a secret that was replaced still counts.
    public static final Duration OVERLAP = Duration.ofHours(24);

    private static final String PREFIX = "sbi_";

    private final Database database;
    private final Secret secret;
    private final Clock clock;

    /// @param secret to be shown once
    /// @param previousValidUntil null when there was none, or it ended at once
    public record Made(String secret, Instant previousValidUntil) {}

    SiteSecrets(Database database, Secret secret, Clock clock) {
        this.database = database;
        this.secret = secret;
        this.clock = clock;
    }

    /// Makes the next secret of a site.
    ///
    /// @param atOnce whether the one before ends now, because somebody else may have it
    public Outcome<Made> rotate(Actor.Admin admin, UUID siteId, boolean atOnce, AuditLog.Origin origin) {
        Instant now = clock.instant();
        Instant previousEnd = atOnce ? now : now.plus(OVERLAP);
        return database.transaction(admin, handle -> {
            var store = new SiteSecretStore(handle);
            Optional<String> site = store.lockSite(siteId);
            if (site.isEmpty()) return Outcome.refused(Refusal.notFound());
            UUID id = UUID.randomUUID();
            boolean hadOne = store.replace(siteId, id, now, previousEnd);
            AuditLog.record(
                    handle,
                    origin,
                    "site.identity_secret_rotated",
                    new AuditLog.Subject("site", siteId, site.get()),
                    null,
                    "{\"previousEndsAtOnce\":" + atOnce + "}");
            return Outcome.done(new Made(text(id), hadOne && !atOnce ? previousEnd : null));
        });
    }

    /// Those of a site that count now, the newest first.
    List<String> current(Handle handle, UUID siteId, Instant now) {
        return new SiteSecretStore(handle)
                .current(siteId, now).stream().map(this::text).toList();
    }

    private String text(UUID id) {
        return PREFIX + secret.textFor("identity secret of a site " + id);
    }
}
