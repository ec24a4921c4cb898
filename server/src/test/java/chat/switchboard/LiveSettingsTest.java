package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.settings.LiveSetting;
import chat.switchboard.settings.SettingValue;
import chat.switchboard.settings.SettingsSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Settings that admins change while the desk runs.
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

    @Test
    void how_often_customers_may_write_changes_at_once() {
        Map<String, String> usual = Map.of(
                "SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS", "", "SWITCHBOARD_CUSTOMER_MESSAGES_PER_MINUTE", "");
        try (RunningServer server = RunningServer.start(usual)) {
            Rest admin = Rest.account(server, "admin@localhost");
            admin.patch("/settings", "{\"values\":{\"messages.customerPer10Seconds\":3}}")
                    .is(200);
            Rest ayesha = Rest.customer(server, "Ayesha");
            String conversation = ayesha.open("1");
            ayesha.say(conversation, "2").is(201);
            ayesha.say(conversation, "3").is(201);
            ayesha.say(conversation, "4").is(429);
            admin.patch("/settings", "{\"values\":{\"messages.customerPer10Seconds\":1000}}")
                    .is(200);
            Rest bilal = Rest.customer(server, "Bilal");
            String other = bilal.open("1");
            for (int i = 2; i < 12; i++) bilal.say(other, Integer.toString(i)).is(201);
        }
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
