package chat.switchboard.identity;

import static chat.switchboard.identity.AccountStore.time;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of sites' identity secrets.
final class SiteSecretStore {
    private final Handle handle;

    SiteSecretStore(Handle handle) {
        this.handle = handle;
    }

    /// Its name; two who make it a secret come one after the other.
    Optional<String> lockSite(UUID id) {
        return handle.createQuery("SELECT name FROM site WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /// True when there was a current one. None that was replaced before lives longer than that.
    boolean replace(UUID siteId, UUID id, Instant now, Instant previousEnd) {
        handle.createUpdate("DELETE FROM site_secret WHERE site_id = :site AND ends_at <= :now")
                .bind("site", siteId)
                .bind("now", time(now))
                .execute();
        int replaced = handle.createUpdate("""
                        UPDATE site_secret SET ends_at = least(ends_at, :end) WHERE site_id = :site""")
                .bind("site", siteId)
                .bind("end", time(previousEnd))
                .execute();
        handle.createUpdate("INSERT INTO site_secret (id, site_id, created_at) VALUES (:id, :site, :now)")
                .bind("id", id)
                .bind("site", siteId)
                .bind("now", time(now))
                .execute();
        return replaced > 0;
    }

    List<UUID> current(UUID siteId, Instant now) {
        return handle.createQuery("""
                        SELECT id FROM site_secret WHERE site_id = :site AND (ends_at IS NULL OR ends_at > :now)
                        ORDER BY created_at DESC""")
                .bind("site", siteId)
                .bind("now", time(now))
                .mapTo(UUID.class)
                .list();
    }
}
