package chat.switchboard.site;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import chat.switchboard.socketio.engine.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The door to sites. [#active], [#admits], [#ancestors] and [#allowsPreviews] answer from memory; all else blocks:
/// call it on a virtual thread.
public final class Sites {
    private static final int MOST = 200;
    private static final String TOPIC = "sites";
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_PAGE = 2000;

    private record Current(
            Map<String, Site> activeByKey, List<SiteOrigin> origins, boolean previews, Set<String> withoutBot) {
        static final Current NONE = new Current(Map.of(), List.of(), false, Set.of());
    }

    private final Database database;
    private final ConfigurationVersions versions;
    private final boolean previewsEverywhere;
    private final UuidV7 ids;
    private final Clock clock;
    private final Map<UUID, Instant> seen = new ConcurrentHashMap<>();
    private volatile Current current = Current.NONE;

    /// Reads what is in force, and again after each change on any node.
    ///
    /// @param previewsEverywhere whether the operator lets staff see what customers of any site are about to say
    public Sites(Database database, ConfigurationVersions versions, boolean previewsEverywhere, Clock clock) {
        this.database = database;
        this.versions = versions;
        this.previewsEverywhere = previewsEverywhere;
        this.ids = new UuidV7(clock);
        this.clock = clock;
        refresh();
        versions.onChange(TOPIC, this::refresh);
    }

    private void refresh() {
        List<Site> all = database.transaction(Actor.SYSTEM, handle -> new SiteStore(handle).all());
        List<Site> sites = all.stream().filter(Site::active).toList();
        Map<String, Site> byKey = new HashMap<>();
        for (Site site : sites) byKey.put(site.key(), site);
        List<SiteOrigin> origins = sites.stream()
                .flatMap(site -> site.allowedOrigins().stream())
                .distinct()
                .flatMap(text -> SiteOrigin.of(text).stream())
                .toList();
        Set<String> withoutBot =
                all.stream().filter(site -> !site.bot()).map(Site::key).collect(Collectors.toSet());
        current = new Current(byKey, origins, sites.stream().anyMatch(Site::typingPreview), withoutBot);
    }

    /// @param key null or blank for the default one
    public Optional<Site> active(String key) {
        return Optional.ofNullable(current.activeByKey.get(key == null || key.isBlank() ? Site.DEFAULT_KEY : key));
    }

    /// Whether pages of this origin may call the API and open sockets.
    public boolean admits(Origin origin) {
        for (SiteOrigin known : current.origins) if (known.admits(origin)) return true;
        return false;
    }

    /// Whether staff may see what customers are about to say: widgets of a site that allows it send it.
    public boolean allowsPreviews() {
        return previewsEverywhere || current.previews;
    }

    /// Whether the bot leaves all that comes from a site to people.
    ///
    /// @param attributes of a customer, a JSON object as text, with the `siteKey` unless it is the default one
    public boolean isWithoutBot(String attributes) {
        Set<String> withoutBot = current.withoutBot;
        if (withoutBot.isEmpty()) return false;
        return withoutBot.contains(SiteJson.key(attributes).orElse(Site.DEFAULT_KEY));
    }

    /// Whether the widget of this site sends what its visitor is about to say.
    public boolean sendsPreviews(Site site) {
        return previewsEverywhere || site.typingPreview();
    }

    /// Whose pages may show the widget of a site, as `frame-ancestors` names them.
    ///
    /// @param key null or blank for the default one
    /// @param operators whom the operator allows for every site; `*` leaves it to the sites
    public String ancestors(String key, List<String> operators) {
        Optional<Site> site = active(key);
        if (site.isEmpty()) return "'none'";
        List<String> own = site.get().allowedOrigins();
        boolean open = operators.contains("*");
        if (open && own.isEmpty()) return "*";
        Stream<String> first = open ? Stream.of("'self'") : operators.stream();
        return Stream.concat(first, own.stream()).distinct().collect(Collectors.joining(" "));
    }

    /// A page asked for the widget.
    ///
    /// @param page its address as far as it said, or null
    public void noteSeen(Site site, String page) {
        Instant now = clock.instant();
        Instant since = now.minus(SEEN_EVERY);
        Instant before = seen.get(site.id());
        if (before != null && before.isAfter(since)) return;
        seen.put(site.id(), now);
        database.transaction(Actor.SYSTEM, handle -> {
            new SiteStore(handle).seen(site.id(), new Site.Seen(now, withoutQuery(page)), since);
            return null;
        });
    }

    /// Oldest first.
    ///
    /// @param after the id of the last one of the page before, or null
    public List<Site> page(Actor.Admin admin, UUID after, int limit) {
        return database.transaction(admin, handle -> new SiteStore(handle).page(after, limit));
    }

    public Outcome<Site> find(Actor.Admin admin, UUID id) {
        return database.transaction(admin, handle -> found(new SiteStore(handle).find(id)));
    }

    /// Refuses a key that is taken, and what is unfit, each naming the field.
    public Outcome<Site> create(Actor.Admin admin, String key, SiteChange said, AuditLog.Origin origin) {
        return said.checked()
                .then(change -> changing(admin, (handle, store) -> {
                    if (store.count() >= MOST) return Outcome.refused(Refusal.conflict(Reason.TOO_MANY_SITES, MOST));
                    UUID id = ids.next();
                    if (!store.insert(id, key, change.name()))
                        return Outcome.refused(
                                Refusal.conflict(Reason.SITE_KEY_TAKEN).withField("key"));
                    store.update(store.lock(id).orElseThrow().with(change), 0);
                    Site made = store.find(id).orElseThrow();
                    AuditLog.record(handle, origin, "site.created", subject(made), null, SiteJson.of(made));
                    return Outcome.done(made);
                }));
    }

    /// @param expectedVersion on which the change is based; null: whatever it is
    public Outcome<Site> edit(
            Actor.Admin admin, UUID id, SiteChange said, Integer expectedVersion, AuditLog.Origin origin) {
        return said.checked()
                .then(change -> changing(
                        admin,
                        (handle, store) -> found(store.lock(id)).then(before -> {
                            if (expectedVersion != null && expectedVersion != before.version())
                                return Outcome.refused(Refusal.conflict(Reason.CHANGED_MEANWHILE, before.version()));
                            if (before.with(change).equals(before)) return Outcome.done(before);
                            store.update(before.with(change), before.version() + 1);
                            Site after = store.find(id).orElseThrow();
                            AuditLog.record(
                                    handle,
                                    origin,
                                    "site.updated",
                                    subject(after),
                                    SiteJson.of(before),
                                    SiteJson.of(after));
                            return Outcome.done(after);
                        })));
    }

    /// The one for pages that name none stays.
    public Outcome<Site> delete(Actor.Admin admin, UUID id, AuditLog.Origin origin) {
        return changing(
                admin,
                (handle, store) -> found(store.lock(id)).then(before -> {
                    if (before.isDefault()) return Outcome.refused(Refusal.conflict(Reason.DEFAULT_SITE));
                    store.delete(id);
                    AuditLog.record(handle, origin, "site.deleted", subject(before), SiteJson.of(before), null);
                    return Outcome.done(before);
                }));
    }

    @FunctionalInterface
    private interface Change {
        Outcome<Site> in(Handle handle, SiteStore store);
    }

    private Outcome<Site> changing(Actor.Admin admin, Change change) {
        Outcome<Site> outcome = database.transaction(admin, handle -> {
            versions.bump(handle, TOPIC);
            return change.in(handle, new SiteStore(handle));
        });
        if (outcome instanceof Outcome.Done<Site>) refresh();
        return outcome;
    }

    private static AuditLog.Subject subject(Site site) {
        return new AuditLog.Subject("site", site.id(), site.name());
    }

    private static Outcome<Site> found(Optional<Site> site) {
        return site.map(Outcome::done).orElse(Outcome.refused(Refusal.notFound()));
    }

    /// Null for what is no web address.
    private static String withoutQuery(String page) {
        try {
            URI uri = new URI(page == null ? "" : page);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!isWeb || uri.getHost() == null) return null;
            String plain = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null)
                    .toASCIIString();
            return plain.length() <= LONGEST_PAGE ? plain : null;
        } catch (URISyntaxException _) {
            return null;
        }
    }
}
