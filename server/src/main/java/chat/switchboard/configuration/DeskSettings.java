package chat.switchboard.configuration;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import chat.switchboard.settings.ConfigException;
import chat.switchboard.settings.LiveSetting;
import chat.switchboard.settings.SettingValue;
import chat.switchboard.settings.SettingsSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door to what admins change while the desk runs, and the settings as they are at this moment: the operator's,
/// those of admins, the defaults, in this order.
///
/// A change is in use on this node when it is answered, on the others within two seconds.
///
/// @param <C> the record that gathers all settings
public final class DeskSettings<C extends Record> implements Supplier<C> {
    private static final Logger LOG = LoggerFactory.getLogger(DeskSettings.class);
    private static final String TOPIC = "settings";

    private final Database database;
    private final SettingsSource<C> source;
    private final ConfigurationVersions versions;
    private final Map<String, LiveSetting> byKey;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile C current;

    /// Who set it.
    public enum Origin {
        DEFAULT,
        DESK,
        OPERATOR
    }

    public record Item(LiveSetting setting, SettingValue value, Origin origin) {}

    /// @param version grows with every change of any of them
    public record Listing(long version, List<Item> items) {}

    /// @param values by key; none: the default again
    /// @param expectedVersion what the change is based on, or null to have the last word
    public record Changes(Map<String, SettingValue> values, Long expectedVersion) {}

    /// Reads what admins have changed.
    public DeskSettings(Database database, SettingsSource<C> source, ConfigurationVersions versions) {
        this.database = database;
        this.source = source;
        this.versions = versions;
        this.byKey = source.live().stream().collect(Collectors.toMap(LiveSetting::key, it -> it));
        this.current = source.operators();
        refresh();
        versions.onChange(TOPIC, this::refresh);
    }

    /// All settings as they are now; costs nothing. Ask each time.
    @Override
    public C get() {
        return current;
    }

    /// Calls `listener` after each change on any node, and once soon after the start. For what cannot ask each time.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public Outcome<Listing> list(Actor.Staff staff) {
        return admin(staff)
                .map(admin -> database.transaction(
                        admin,
                        handle -> listing(ConfigurationVersionStore.find(handle, TOPIC), SettingStore.all(handle))));
    }

    /// All of these changes or none.
    public Outcome<Listing> change(Actor.Staff staff, AuditLog.Origin origin, Changes changes) {
        Outcome<Listing> outcome = admin(staff)
                .then(_ -> allowed(changes.values()))
                .then(_ -> database.transaction(staff, handle -> change(handle, origin, changes)));
        refresh();
        return outcome;
    }

    private Outcome<Listing> change(Handle handle, AuditLog.Origin origin, Changes changes) {
        long version = ConfigurationVersionStore.lock(handle, TOPIC);
        Map<String, SettingValue> before = SettingStore.all(handle);
        if (changes.expectedVersion() != null && changes.expectedVersion() != version)
            return Outcome.refused(outdated(version, before, changes));
        Map<String, SettingValue> after = new HashMap<>(before);
        changes.values().forEach((key, value) -> {
            if (value instanceof SettingValue.None) after.remove(key);
            else after.put(key, value);
        });
        if (after.equals(before)) return Outcome.done(listing(version, before));
        try {
            source.with(after);
        } catch (ConfigException together) {
            return Outcome.refused(Refusal.invalid("values", together.getMessage()));
        }
        write(handle, before, after);
        versions.bump(handle, TOPIC);
        AuditLog.record(
                handle,
                origin,
                "settings.updated",
                AuditLog.Subject.only("settings"),
                SettingJson.text(difference(before, after)),
                SettingJson.text(difference(after, before)));
        return Outcome.done(listing(version + 1, after));
    }

    private Outcome<Map<String, SettingValue>> allowed(Map<String, SettingValue> values) {
        for (Map.Entry<String, SettingValue> entry : values.entrySet()) {
            String field = "values." + entry.getKey();
            LiveSetting setting = byKey.get(entry.getKey());
            if (setting == null) return Outcome.refused(Refusal.invalid(field, Reason.NO_SUCH_THING));
            if (source.isOperators(setting))
                return Outcome.refused(Refusal.invalid(field, Reason.SET_BY_OPERATOR, setting.variable()));
            boolean isDefault = entry.getValue() instanceof SettingValue.None;
            if (!isDefault && setting.written(entry.getValue()) instanceof Outcome.Refused<String>(Refusal refusal))
                return Outcome.refused(refusal);
        }
        return Outcome.done(values);
    }

    /// Says what stands now of all that was to be changed.
    private Refusal outdated(long version, Map<String, SettingValue> stored, Changes changes) {
        Map<String, Object> now = new TreeMap<>();
        for (Item item : listing(version, stored).items())
            if (changes.values().containsKey(item.setting().key()))
                now.put(item.setting().key(), item.value().plain());
        return Refusal.outdated(null, new Refusal.Current.Values(now), Reason.CHANGED_MEANWHILE, version);
    }

    private static void write(Handle handle, Map<String, SettingValue> before, Map<String, SettingValue> after) {
        difference(after, before).forEach((key, value) -> SettingStore.put(handle, key, value));
        before.keySet().stream()
                .filter(key -> !after.containsKey(key))
                .forEach(key -> SettingStore.remove(handle, key));
    }

    /// What is in `these` and not the same in `those`.
    private static Map<String, SettingValue> difference(
            Map<String, SettingValue> these, Map<String, SettingValue> those) {
        Map<String, SettingValue> difference = new TreeMap<>(these);
        difference.entrySet().removeIf(entry -> entry.getValue().equals(those.get(entry.getKey())));
        return difference;
    }

    private Listing listing(long version, Map<String, SettingValue> stored) {
        C config = together(stored);
        List<Item> items = source.live().stream()
                .map(setting -> new Item(setting, source.value(setting, config), origin(setting, stored)))
                .toList();
        return new Listing(version, items);
    }

    private Origin origin(LiveSetting setting, Map<String, SettingValue> stored) {
        if (source.isOperators(setting)) return Origin.OPERATOR;
        return stored.containsKey(setting.key()) ? Origin.DESK : Origin.DEFAULT;
    }

    /// Reads what is set now.
    private void refresh() {
        synchronized (this) {
            current = together(database.transaction(Actor.SYSTEM, SettingStore::all));
        }
        listeners.forEach(Runnable::run);
    }

    /// What admins set must never keep the desk from starting: the operator may have changed what it has to go with.
    private C together(Map<String, SettingValue> stored) {
        try {
            return source.with(stored);
        } catch (ConfigException fault) {
            LOG.error("What was set in the desk is not in use, since it does not go together: {}", LogText.line(fault));
            return source.operators();
        }
    }

    private static Outcome<Actor.Admin> admin(Actor.Staff staff) {
        return staff instanceof Actor.Admin admin
                ? Outcome.done(admin)
                : Outcome.refused(Refusal.of(Refusal.Code.FORBIDDEN, Reason.ADMINS_ONLY));
    }
}
