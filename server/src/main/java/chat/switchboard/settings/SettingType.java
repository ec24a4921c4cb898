package chat.switchboard.settings;

import chat.switchboard.socketio.engine.Origin;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How a text becomes a value, and how that is explained. Parsing throws [IllegalArgumentException].
record SettingType(String allowed, Function<String, Object> parser) {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");
    private static final Duration LONGEST = Duration.ofDays(10_000);
    private static final Map<String, Long> BYTES = Map.of("", 1L, "KB", 1024L, "MB", 1024L * 1024);
    private static final Map<String, Duration> TIMES = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    static SettingType of(RecordComponent component, Setting setting) {
        return of(component.getGenericType(), setting);
    }

    Object parse(String text) {
        return parser.apply(text);
    }

    private static SettingType of(Type type, Setting setting) {
        if (type instanceof ParameterizedType generic) {
            SettingType element = of(generic.getActualTypeArguments()[0], setting);
            return generic.getRawType() == Optional.class ? optional(element) : list(setting);
        }
        if (type == int.class || type == Integer.class)
            return setting.unit().isEmpty() ? number(setting) : bytes(setting);
        if (type == boolean.class) return choice(new Object[] {true, false});
        if (type == Duration.class)
            return new SettingType("a time such as `500ms`, `10s`, `5m`, `2h`, `30d`", SettingType::time);
        if (type == Path.class)
            return new SettingType(
                    "a path; letters beyond ASCII need a UTF-8 locale, such as `LC_ALL=C.UTF-8`",
                    text -> Path.of(present(text)));
        if (type == Origin.class)
            return new SettingType(
                    "an `http` or `https` address without a path, such as `https://support.example.com`",
                    SettingType::origin);
        if (type == String.class) return new SettingType("text", SettingType::present);
        if (type instanceof Class<?> choice && choice.isEnum()) return choice(choice.getEnumConstants());
        throw new IllegalStateException("No way to read " + type);
    }

    private static SettingType optional(SettingType element) {
        return new SettingType(
                element.allowed(), text -> text.isEmpty() ? Optional.empty() : Optional.of(element.parse(text)));
    }

    private static SettingType list(Setting setting) {
        return new SettingType(
                allowedIn(setting),
                text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(part -> part(part, setting))
                        .distinct()
                        .toList());
    }

    private static String allowedIn(Setting setting) {
        if (setting.origins()) return "`*`, or a list of addresses such as `https://shop.example`, separated by commas";
        if (setting.options().length == 0) return "a list, separated by commas";
        return Arrays.stream(setting.options())
                .collect(Collectors.joining("`, `", "a list of `", "`, separated by commas"));
    }

    private static String part(String part, Setting setting) {
        if (setting.origins()) return originPattern(part, setting);
        List<String> options = List.of(setting.options());
        if (!options.isEmpty() && !options.contains(part)) throw new IllegalArgumentException(part);
        return part;
    }

    private static SettingType number(Setting setting) {
        String allowed = setting.most() == Integer.MAX_VALUE
                ? String.format(Locale.ROOT, "a number from %d", setting.least())
                : String.format(Locale.ROOT, "a number from %d to %d", setting.least(), setting.most());
        return new SettingType(allowed, text -> within(Long.parseLong(text), setting));
    }

    private static SettingType bytes(Setting setting) {
        return new SettingType(
                String.format(Locale.ROOT, "bytes from %s, such as `64KB`, `1MB`", size(setting.least())),
                text -> within(bytes(text), setting) / (setting.unit().equals("KiB") ? 1024 : 1));
    }

    private static SettingType choice(Object[] constants) {
        Map<String, Object> byName = Arrays.stream(constants)
                .collect(Collectors.toMap(
                        constant -> constant.toString().toLowerCase(Locale.ROOT), constant -> constant));
        return new SettingType(
                byName.keySet().stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(", ")),
                text -> Optional.ofNullable(byName.get(text.toLowerCase(Locale.ROOT)))
                        .orElseThrow(() -> new IllegalArgumentException(text)));
    }

    private static Object time(String text) {
        Matcher matcher = matched(text);
        Duration unit =
                Optional.ofNullable(TIMES.get(matcher.group(2))).orElseThrow(() -> new IllegalArgumentException(text));
        Duration time = unit.multipliedBy(Long.parseLong(matcher.group(1)));
        if (time.isZero() || time.compareTo(LONGEST) > 0) throw new IllegalArgumentException(text);
        return time;
    }

    /// A slash at the end is how people copy an address; anything behind it would be a path.
    private static Origin origin(String text) {
        return Origin.of(text.replaceFirst("/$", "")).orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String originPattern(String text, Setting setting) {
        if (text.equals("*")) return text;
        boolean wildcard = setting.wildcards() && text.contains("://*.");
        String origin =
                origin(wildcard ? text.replaceFirst("\\*\\.", "") : text).toString();
        return wildcard ? origin.replaceFirst("://", "://*.") : origin;
    }

    private static String present(String text) {
        if (text.isEmpty()) throw new IllegalArgumentException("empty");
        return text;
    }

    private static long bytes(String text) {
        Matcher matcher = matched(text);
        Long unit = BYTES.get(matcher.group(2).toUpperCase(Locale.ROOT));
        if (unit == null) throw new IllegalArgumentException(text);
        return Long.parseLong(matcher.group(1)) * unit;
    }

    private static Matcher matched(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) throw new IllegalArgumentException(text);
        return matcher;
    }

    private static int within(long number, Setting setting) {
        if (number < setting.least() || number > setting.most()) throw new IllegalArgumentException("out of range");
        return Math.toIntExact(number);
    }

    private static String size(long bytes) {
        if (bytes % (1 << 20) == 0) return String.format(Locale.ROOT, "`%dMB`", bytes >> 20);
        if (bytes % (1 << 10) == 0) return String.format(Locale.ROOT, "`%dKB`", bytes >> 10);
        return Long.toString(bytes);
    }
}
