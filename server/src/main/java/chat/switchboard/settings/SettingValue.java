package chat.switchboard.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The value of a setting as admins see it.
public sealed interface SettingValue {
    record None() implements SettingValue {}

    /// Of times: seconds.
    record Number(long value) implements SettingValue {}

    record Flag(boolean value) implements SettingValue {}

    record Text(String value) implements SettingValue {}

    record Texts(List<String> values) implements SettingValue {}

    /// @param value of a component of a record of settings
    static SettingValue of(Object value) {
        return switch (value) {
            case Optional<?> optional ->
                optional.<SettingValue>map(SettingValue::of).orElse(new None());
            case Integer number -> new Number(number);
            case Duration time -> new Number(time.toSeconds());
            case Boolean flag -> new Flag(flag);
            case Enum<?> choice -> new Text(choice.name().toLowerCase(Locale.ROOT));
            case List<?> list -> new Texts(list.stream().map(Object::toString).toList());
            default -> new Text(value.toString());
        };
    }

    /// A number, a truth value, a text, a list of texts, or null.
    default Object plain() {
        return switch (this) {
            case None _ -> null;
            case Number(long value) -> value;
            case Flag(boolean value) -> value;
            case Text(String value) -> value;
            case Texts(List<String> values) -> values;
        };
    }

    /// As the operator would write it.
    ///
    /// @param isTime whether a number is seconds
    default String written(boolean isTime) {
        return switch (this) {
            case None _ -> "";
            case Number(long value) -> isTime ? value + "s" : Long.toString(value);
            case Flag(boolean value) -> Boolean.toString(value);
            case Text(String value) -> value;
            case Texts(List<String> values) -> values.stream().collect(Collectors.joining(","));
        };
    }
}
