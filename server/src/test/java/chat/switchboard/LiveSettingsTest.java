package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.settings.LiveSetting;
import chat.switchboard.settings.SettingValue;
import chat.switchboard.settings.SettingsSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Settings that admins change while the desk runs: their values. What they do is in [SettingsAtWorkTest].
class LiveSettingsTest {
    private static final SettingsSource<Config> SOURCE = Config.source(Map.of());

    static Stream<LiveSetting> all() {
        return SOURCE.live().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void another_value_is_in_the_settings_and_the_operators_wins(LiveSetting setting) {
        assertThat(SOURCE.value(setting, SOURCE.operators())).isEqualTo(setting.fallback());
        SettingValue other = another(setting);
        Config changed = SOURCE.with(Map.of(setting.key(), other));
        assertThat(SOURCE.value(setting, changed)).isEqualTo(other);
        for (LiveSetting untouched : SOURCE.live())
            if (untouched != setting)
                assertThat(SOURCE.value(untouched, changed)).isEqualTo(untouched.fallback());

        String written = ((Outcome.Done<String>) setting.written(other)).value();
        SettingsSource<Config> operators = Config.source(Map.of(setting.variable(), written));
        assertThat(operators.isOperators(setting)).isTrue();
        Config kept = operators.with(Map.of(setting.key(), setting.fallback()));
        assertThat(operators.value(setting, kept)).isEqualTo(other);
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_beyond_the_bounds_or_of_another_kind_is_refused(LiveSetting setting) {
        for (SettingValue unfit : unfit(setting))
            assertThat(setting.written(unfit)).as(unfit.toString()).isInstanceOf(Outcome.Refused.class);
    }

    private static SettingValue another(LiveSetting setting) {
        return switch (setting.kind()) {
            case NUMBER, DURATION ->
                new SettingValue.Number(
                        setting.fallback().equals(new SettingValue.Number(setting.most()))
                                ? setting.least()
                                : setting.most());
            case BOOLEAN -> new SettingValue.Flag(setting.fallback().equals(new SettingValue.Flag(false)));
            case LIST -> new SettingValue.Texts(List.of(setting.options().getFirst()));
            case CHOICE -> new SettingValue.Text(setting.options().getLast());
            case TEXT -> new SettingValue.Text("another");
        };
    }

    private static List<SettingValue> unfit(LiveSetting setting) {
        return switch (setting.kind()) {
            case NUMBER, DURATION ->
                List.of(
                        new SettingValue.Number(setting.least() - 1),
                        new SettingValue.Number(setting.most() + 1),
                        new SettingValue.Number(Long.MIN_VALUE),
                        new SettingValue.Text("1"),
                        new SettingValue.Flag(true));
            case BOOLEAN -> List.of(new SettingValue.Number(1), new SettingValue.Text("true"));
            case LIST -> List.of(new SettingValue.Texts(List.of("nobody")), new SettingValue.Text("admin"));
            case CHOICE -> List.of(new SettingValue.Text("nothing"), new SettingValue.Number(1));
            case TEXT -> List.of(new SettingValue.Number(1), new SettingValue.Texts(List.of()));
        };
    }
}
