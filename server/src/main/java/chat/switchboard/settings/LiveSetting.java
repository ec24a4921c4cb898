package chat.switchboard.settings;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A setting that admins may change while the desk runs.
///
/// @param key such as `identity.leastPassword`
/// @param variable by which the operator sets it, and then nobody else does
/// @param description one sentence, in English
/// @param fallback the value nobody has to set
/// @param unit what a number counts, or null
/// @param least the smallest number, or null
/// @param most the largest number, or null
/// @param options what a choice or a list may hold; empty for anything
public record LiveSetting(
        String key,
        String variable,
        String description,
        Kind kind,
        SettingValue fallback,
        String unit,
        Long least,
        Long most,
        List<String> options) {
    private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9]*\\.[a-z][a-zA-Z0-9]*");
    private static final Duration LONGEST = Duration.ofDays(10_000);
    private static final String SECONDS = "seconds";

    /// How it is shown and entered.
    public enum Kind {
        NUMBER,
        BOOLEAN,
        CHOICE,
        DURATION,
        TEXT,
        LIST;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static LiveSetting of(String variable, Setting setting, RecordComponent component) {
        if (!KEY.matcher(setting.desk()).matches()) throw new IllegalStateException(setting.desk() + " is no key");
        SettingType type = SettingType.of(component, setting);
        Class<?> plain = plain(component);
        Kind kind = kind(plain);
        boolean isNumber = kind == Kind.NUMBER || kind == Kind.DURATION;
        return new LiveSetting(
                setting.desk(),
                variable,
                setting.says(),
                kind,
                SettingValue.of(type.parse(setting.fallback())),
                kind == Kind.DURATION ? SECONDS : null,
                isNumber ? bound(type, setting.deskLeast(), kind == Kind.DURATION ? 1 : setting.least()) : null,
                isNumber
                        ? bound(type, setting.deskMost(), kind == Kind.DURATION ? LONGEST.toSeconds() : setting.most())
                        : null,
                options(plain, setting));
    }

    public String section() {
        return key.substring(0, key.indexOf('.'));
    }

    /// The value as the operator would write it, or why it cannot be chosen.
    public Outcome<String> written(SettingValue value) {
        boolean fits = switch (value) {
            case SettingValue.None _ -> false;
            case SettingValue.Number _ -> kind == Kind.NUMBER || kind == Kind.DURATION;
            case SettingValue.Flag _ -> kind == Kind.BOOLEAN;
            case SettingValue.Text _ -> kind == Kind.CHOICE || kind == Kind.TEXT;
            case SettingValue.Texts _ -> kind == Kind.LIST;
        };
        if (!fits) return refused(Reason.OTHER_KIND, kind.wireName());
        return switch (value) {
            case SettingValue.Number(long number)
            when number < least || number > most -> refused(Reason.OUT_OF_RANGE, least, most);
            case SettingValue.Text(String text) when !isOption(List.of(text)) -> notAnOption();
            case SettingValue.Texts(List<String> texts) when !isOption(texts) -> notAnOption();
            case SettingValue.None _,
                    SettingValue.Number _,
                    SettingValue.Flag _,
                    SettingValue.Text _,
                    SettingValue.Texts _ -> Outcome.done(value.written(kind == Kind.DURATION));
        };
    }

    private boolean isOption(List<String> values) {
        return options.isEmpty()
                ? values.stream().noneMatch(it -> it.isBlank() || it.contains(","))
                : options.containsAll(values);
    }

    private Outcome<String> notAnOption() {
        return refused(Reason.NOT_AN_OPTION, String.join(", ", options));
    }

    private Outcome<String> refused(Reason reason, Object... parameters) {
        return Outcome.refused(Refusal.invalid("values." + key, reason, parameters));
    }

    private static Class<?> plain(RecordComponent component) {
        if (component.getType() == Optional.class
                && component.getGenericType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> inside) return inside;
        return component.getType();
    }

    private static Kind kind(Class<?> type) {
        if (type == int.class || type == Integer.class) return Kind.NUMBER;
        if (type == boolean.class) return Kind.BOOLEAN;
        if (type == Duration.class) return Kind.DURATION;
        if (type.isEnum()) return Kind.CHOICE;
        if (type == List.class) return Kind.LIST;
        return Kind.TEXT;
    }

    private static Long bound(SettingType type, String written, long otherwise) {
        if (written.isEmpty()) return otherwise;
        return switch (SettingValue.of(type.parse(written))) {
            case SettingValue.Number(long number) -> number;
            case SettingValue other -> throw new IllegalStateException(other + " is no bound");
        };
    }

    private static List<String> options(Class<?> type, Setting setting) {
        if (!type.isEnum()) return List.of(setting.options());
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .toList();
    }
}
