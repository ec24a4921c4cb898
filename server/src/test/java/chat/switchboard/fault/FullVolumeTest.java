package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.switchboard.kernel.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The volume with the data is full. Only root may make a small one.
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "user.name", matches = "root")
class FullVolumeTest {
    private static final int CUSTOMERS = 8;
    /// PostgreSQL ends when it cannot write its log, and cannot start before there is space.
    private static final List<String> EXPECTED =
            List.of("PostgreSQL ended unexpectedly; starting it again", "PostgreSQL could not be started again");

    @TempDir
    Path folder;

    @Test
    void a_full_volume_is_answered_unavailable_and_service_goes_on_when_there_is_space() throws IOException {
        long seed = Scale.seed("Full volume");
        assumeTrue(SmallVolume.isPossible(folder), "this root may not mount");
        try (var volume = SmallVolume.mount(folder);
                var server = ServerProcess.startIn(volume.folder(), Map.of())) {
            fillAndFree(volume, server, seed);
            server.isUnharmed(EXPECTED);
        }
    }

    private static void fillAndFree(SmallVolume volume, ServerProcess server, long seed) throws IOException {
        try (Load load = Load.start(server, CUSTOMERS, seed)) {
            volume.fill();
            load.awaitRefusal();
            Eventually.until(
                    "balancers are told that the disk is full",
                    Scale.PATIENCE,
                    () -> readiness(server).contains("disk_full"));
            assertThat(server.handle().isAlive()).isTrue();
            volume.free();
            load.awaitAcknowledged(Scale.some());
            server.awaitReady();
            load.finish();
            Oracle.judge(server, load);
        }
    }

    private static String readiness(ServerProcess server) throws IOException {
        return Api.nobody(server.uri()).text("/health/ready");
    }
}
