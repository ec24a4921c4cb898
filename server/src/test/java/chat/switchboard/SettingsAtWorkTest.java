package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.TestClock;
import chat.switchboard.languagemodel.ModelServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each setting that admins change is seen by the feature it is for, while the server runs: a new setting needs a probe
/// in [AccountProbes], [ConversationProbes], [BotProbes] or [ModelProbes].
class SettingsAtWorkTest {
    private static final Map<String, Consumer<ProbedDesk>> PROBES = probes();
    private static final TestClock clock = new TestClock();
    private static final ModelServer model = new ModelServer();
    private static final RunningServer server = RunningServer.start(settings(), clock);

    @AfterAll
    static void stop() {
        server.close();
        model.close();
    }

    static Set<String> keys() {
        return Config.source(Map.of()).live().stream().map(it -> it.key()).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_change_is_seen_without_a_restart(String key) {
        Consumer<ProbedDesk> probe = PROBES.get(key);
        assertThat(probe).as("how to see %s at work", key).isNotNull();
        try (ProbedDesk desk = new ProbedDesk(server, clock, key)) {
            probe.accept(desk);
        }
    }

    @Test
    void there_is_no_probe_of_a_setting_that_is_gone() {
        assertThat(PROBES.keySet()).isEqualTo(keys());
    }

    private static Map<String, Consumer<ProbedDesk>> probes() {
        Map<String, Consumer<ProbedDesk>> all = new HashMap<>(AccountProbes.BY_KEY);
        all.putAll(ConversationProbes.BY_KEY);
        all.putAll(BotProbes.BY_KEY);
        all.putAll(ModelProbes.BY_KEY);
        return all;
    }

    /// Nothing that admins change is set by the operator, and there is a model.
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(model.settings());
        Config.source(Map.of()).live().forEach(it -> settings.put(it.variable(), ""));
        return settings;
    }
}
