package chat.switchboard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads [Config] from the environment and the command line, and describes it for people.
final class Settings {
    private static final String PREFIX = "SWITCHBOARD_";
    /// More different than this is no slip of the finger.
    private static final int LARGEST_SLIP = 4;

    private static final List<Key> KEYS =
            Arrays.stream(Config.class.getRecordComponents()).map(Key::of).toList();

    /// One component of [Config] under its name in the environment.
    private record Key(String name, Setting setting, RecordComponent component) {
        static Key of(RecordComponent component) {
            String words = component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2");
            Setting setting = Objects.requireNonNull(component.getAnnotation(Setting.class), component.getName());
            return new Key(PREFIX + words.toUpperCase(java.util.Locale.ROOT), setting, component);
        }

        SettingType type() {
            return SettingType.of(component, setting);
        }

        /// Whether its flag stands alone.
        boolean isSwitch() {
            return component.getType() == boolean.class;
        }
    }

    private Settings() {}

    static Config read(Map<String, String> environment, String... arguments) {
        var complaints = new ArrayList<String>();
        Map<String, String> given = given(environment, complaints);
        given.putAll(flags(arguments, complaints));
        Object[] values =
                KEYS.stream().map(key -> valueOf(key, given, complaints)).toArray();
        if (!complaints.isEmpty()) {
            throw new ConfigException(String.join("\n", complaints));
        }
        return create(values);
    }

    /// The table of `docs/running.md`.
    static String table() {
        return KEYS.stream()
                .map(key -> String.format(
                        Locale.ROOT,
                        "| `%s`%s | %s | %s | %s |",
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
                        key.setting().says()))
                .collect(Collectors.joining(
                        "\n", "| variable | default | allowed | what it does |\n|---|---|---|---|\n", "\n"));
    }

    /// The settings with a flag, for the command line's help.
    static String options() {
        return KEYS.stream()
                .filter(key -> !key.setting().flag().isEmpty())
                .map(key -> String.format(
                        Locale.ROOT,
                        "  %-14s %s Default: %s.%n",
                        key.setting().flag() + (key.isSwitch() ? "" : " …"),
                        key.setting().says(),
                        key.setting().fallback()))
                .collect(Collectors.joining());
    }

    static String describe(Config config) {
        return KEYS.stream()
                .map(key -> key.name() + "=" + (key.setting().secret() ? "…" : get(key, config)))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> given(Map<String, String> environment, List<String> complaints) {
        var given = new HashMap<String, String>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith(PREFIX)) return;
            if (KEYS.stream().noneMatch(key -> key.name().equals(name))) {
                complaints.add(
                        String.format(Locale.ROOT, "There is no setting %s.%s", name, suggestion(name, Key::name)));
            }
            given.put(name, value);
        });
        return given;
    }

    private static Map<String, String> flags(String[] arguments, List<String> complaints) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            Optional<Key> key = KEYS.stream()
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

    private static Config create(Object[] values) {
        Class<?>[] types = KEYS.stream().map(key -> key.component().getType()).toArray(Class<?>[]::new);
        try {
            return Config.class.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ConfigException refused) throw refused;
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Key key, Config config) {
        try {
            return key.component().getAccessor().invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String suggestion(String wrong, Function<Key, String> name) {
        return KEYS.stream()
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
