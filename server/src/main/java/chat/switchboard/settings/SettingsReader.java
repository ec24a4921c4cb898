package chat.switchboard.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a record of settings from the environment and the command line, and describes it for people. A component is a
/// [Setting] or a record of settings.
///
/// @param <C> the record that gathers all
public final class SettingsReader<C extends Record> {
    private static final String PREFIX = "SWITCHBOARD_";
    /// More different than this is no slip of the finger.
    private static final int LARGEST_SLIP = 4;

    private final Class<C> root;
    private final List<Key> keys;

    /// One setting under its name in the environment.
    ///
    /// @param path accessors from the root to it
    private record Key(String name, Setting setting, RecordComponent component, List<RecordComponent> path) {
        static Key of(Setting setting, List<RecordComponent> path) {
            RecordComponent component = path.getLast();
            String words = component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2");
            String name = setting.name().isEmpty() ? PREFIX + words.toUpperCase(Locale.ROOT) : setting.name();
            return new Key(name, setting, component, path);
        }

        SettingType type() {
            return SettingType.of(component, setting);
        }

        /// Whether its flag stands alone.
        boolean isSwitch() {
            return component.getType() == boolean.class;
        }
    }

    public SettingsReader(Class<C> root) {
        this.root = root;
        this.keys = keys(root, List.of()).toList();
        long names = keys.stream().map(Key::name).distinct().count();
        if (names < keys.size()) throw new IllegalStateException("Two settings have one name");
    }

    private static Stream<Key> keys(Class<?> type, List<RecordComponent> path) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            List<RecordComponent> longer = new ArrayList<>(path);
            longer.add(component);
            Setting setting = component.getAnnotation(Setting.class);
            if (setting != null) return Stream.of(Key.of(setting, longer));
            if (component.getType().isRecord()) return keys(component.getType(), longer);
            throw new IllegalStateException(component + " is no setting");
        });
    }

    public C read(Map<String, String> environment, String... arguments) {
        return source(environment, arguments).operators();
    }

    /// What the operator has set, for reading it together with what admins change.
    ///
    /// @throws ConfigException at once when it cannot be used
    public SettingsSource<C> source(Map<String, String> environment, String... arguments) {
        var complaints = new ArrayList<String>();
        Map<String, String> given = given(environment, complaints);
        given.putAll(flags(arguments, complaints));
        return new SettingsSource<>(this, given, create(given, complaints));
    }

    /// @param given by the names of variables; must hold none that is unknown
    C create(Map<String, String> given) {
        return create(given, new ArrayList<>());
    }

    private C create(Map<String, String> given, List<String> complaints) {
        List<Object> values = new ArrayList<>();
        for (Key key : keys) values.add(valueOf(key, given, complaints));
        if (!complaints.isEmpty()) throw new ConfigException(String.join("\n", complaints));
        return create(root, values.iterator());
    }

    /// Those that admins may change, in the order of the records.
    List<LiveSetting> live() {
        return keys.stream()
                .filter(key -> !key.setting().desk().isEmpty())
                .map(key -> LiveSetting.of(key.name(), key.setting(), key.component()))
                .toList();
    }

    SettingValue value(LiveSetting setting, C config) {
        Key found = keys.stream()
                .filter(key -> key.name().equals(setting.variable()))
                .findFirst()
                .orElseThrow();
        return SettingValue.of(get(found, config));
    }

    /// The table of `docs/running.md`.
    public String table() {
        return keys.stream()
                .map(key -> String.format(
                        Locale.ROOT,
                        "| `%s`%s | %s | %s | %s | %s |",
                        key.name(),
                        key.setting().flag().isEmpty()
                                ? ""
                                : String.format(
                                        Locale.ROOT, " `%s`", key.setting().flag()),
                        key.setting().fallback().isEmpty()
                                ? "–"
                                : String.format(
                                        Locale.ROOT, "`%s`", key.setting().fallback()),
                        key.type().allowed(),
                        key.setting().desk().isEmpty()
                                ? ""
                                : String.format(
                                        Locale.ROOT, "`%s`", key.setting().desk()),
                        key.setting().says()))
                .collect(Collectors.joining(
                        "\n",
                        "| variable | default | allowed | also in the desk | what it does |\n|---|---|---|---|---|\n",
                        "\n"));
    }

    /// The settings with a flag, for the command line's help.
    public String options() {
        return keys.stream()
                .filter(key -> !key.setting().flag().isEmpty())
                .map(key -> String.format(
                        Locale.ROOT,
                        "  %-14s %s Default: %s.%n",
                        key.setting().flag() + (key.isSwitch() ? "" : " …"),
                        key.setting().says(),
                        key.setting().fallback()))
                .collect(Collectors.joining());
    }

    public String describe(C config) {
        return keys.stream()
                .map(key -> key.name() + "=" + (key.setting().secret() ? "…" : get(key, config)))
                .collect(Collectors.joining("\n"));
    }

    private Map<String, String> given(Map<String, String> environment, List<String> complaints) {
        var given = new HashMap<String, String>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith(PREFIX)) return;
            if (keys.stream().noneMatch(key -> key.name().equals(name))) {
                complaints.add(
                        String.format(Locale.ROOT, "There is no setting %s.%s", name, suggestion(name, Key::name)));
            }
            given.put(name, value);
        });
        return given;
    }

    private Map<String, String> flags(String[] arguments, List<String> complaints) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            Optional<Key> key = keys.stream()
                    .filter(candidate -> candidate.setting().flag().equals(parts[0]))
                    .findFirst();
            if (key.isEmpty()) {
                complaints.add(String.format(
                        Locale.ROOT,
                        "There is no option %s.%s",
                        parts[0],
                        suggestion(parts[0], known -> known.setting().flag())));
            } else if (parts.length == 2) {
                given.put(key.get().name(), parts[1]);
            } else if (key.get().isSwitch()) {
                given.put(key.get().name(), "true");
            } else if (i + 1 < arguments.length && !arguments[i + 1].startsWith("--")) {
                given.put(key.get().name(), arguments[++i]);
            } else {
                complaints.add(String.format(
                        Locale.ROOT,
                        "%s needs a value: %s.",
                        parts[0],
                        key.get().type().allowed()));
            }
        }
        return given;
    }

    private static Object valueOf(Key key, Map<String, String> given, List<String> complaints) {
        String raw = given.getOrDefault(key.name(), "");
        // A blank may be part of a password: it is kept, and whoever reads the password decides.
        String text = key.setting().secret() ? raw : raw.strip();
        try {
            return key.type().parse(text.isEmpty() ? key.setting().fallback() : text);
        } catch (IllegalArgumentException _) {
            String shown = key.setting().secret() ? "its value" : "\"" + text + "\"";
            complaints.add(String.format(
                    Locale.ROOT,
                    "%s cannot be %s; allowed: %s.",
                    key.name(),
                    shown,
                    key.type().allowed()));
            return null;
        }
    }

    /// @param values in the order of the keys
    private static <R> R create(Class<R> type, Iterator<Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments = Arrays.stream(components)
                .map(component -> component.isAnnotationPresent(Setting.class)
                        ? values.next()
                        : create(component.getType(), values))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ConfigException refused) throw refused;
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Key key, Object config) {
        try {
            Object value = config;
            for (RecordComponent component : key.path())
                value = component.getAccessor().invoke(value);
            return value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private String suggestion(String wrong, Function<Key, String> name) {
        return keys.stream()
                .map(name)
                .filter(known -> !known.isEmpty())
                .min(Comparator.comparingInt(known -> distance(wrong, known)))
                .filter(known -> distance(wrong, known) <= LARGEST_SLIP)
                .map(known -> " Did you mean " + known + "?")
                .orElse(" See --help and docs/running.md.");
    }

    /// Levenshtein: how many letters must be changed, added or removed.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
