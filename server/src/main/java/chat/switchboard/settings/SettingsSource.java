package chat.switchboard.settings;

import chat.switchboard.kernel.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the operator has set, and around it what admins may change. What the operator has set wins.
///
/// @param <C> the record that gathers all settings
public final class SettingsSource<C extends Record> {
    private final SettingsReader<C> reader;
    private final Map<String, String> operators;
    private final C operatorsConfig;
    private final List<LiveSetting> live;

    SettingsSource(SettingsReader<C> reader, Map<String, String> operators, C operatorsConfig) {
        this.reader = reader;
        this.operators = Map.copyOf(operators);
        this.operatorsConfig = operatorsConfig;
        this.live = reader.live();
    }

    /// As if no admin had changed anything.
    public C operators() {
        return operatorsConfig;
    }

    /// What admins may change, those that the operator has set included.
    public List<LiveSetting> live() {
        return live;
    }

    public boolean isOperators(LiveSetting setting) {
        return !operators.getOrDefault(setting.variable(), "").isBlank();
    }

    /// All settings, with these changed.
    ///
    /// @param changed what admins have chosen, by key; what is unknown, not allowed (any more) or set by the
    ///     operator counts for nothing
    /// @throws ConfigException when two of them do not go together
    public C with(Map<String, SettingValue> changed) {
        Map<String, String> given = new HashMap<>(operators);
        for (LiveSetting setting : live) {
            if (isOperators(setting) || !changed.containsKey(setting.key())) continue;
            if (setting.written(changed.get(setting.key())) instanceof Outcome.Done<String>(String written))
                given.put(setting.variable(), written);
        }
        return reader.create(given);
    }

    public SettingValue value(LiveSetting setting, C config) {
        return reader.value(setting, config);
    }
}
