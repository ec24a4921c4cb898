package chat.switchboard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.bench.Options.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    @Test
    void cpu_times_are_read_behind_a_name_with_brackets_and_blanks() {
        long[] fields = ProcFs.fieldsOf(
                "7 (a (b) c) S 1 7 7 0 -1 4194560 1 2 3 4 11 12 13 14 20 0 1 0 5 6 7 18446744073709551615");
        assertThat(fields).endsWith(11, 12, 13, 14);
    }

    @Test
    void this_process_has_used_cpu_and_memory() {
        long self = ProcessHandle.current().pid();
        assertThat(ProcFs.cpuSeconds(self)).isPositive();
        assertThat(ProcFs.residentKilobytes(self)).isGreaterThan(10_000);
        assertThat(ProcFs.cpuSecondsOfTree(self)).isGreaterThanOrEqualTo(ProcFs.cpuSeconds(self) - 0.02);
    }

    @Test
    void the_median_is_the_middle_one_or_between_the_two() {
        assertThat(Median.of(List.of(3.0, 9.0, 1.0), it -> it)).isEqualTo(3);
        assertThat(Median.of(List.of(1.0, 4.0), it -> it)).isEqualTo(2.5);
    }

    @Test
    void cpu_is_counted_for_each_thousand_messages() {
        assertThat(new Usage(3, 2, 1, 6).per1000(2_000)).isEqualTo(new Usage(1.5, 1, 0.5, 3));
    }

    @Test
    void a_plan_is_found_among_other_lines_of_the_log() {
        List<String> log = List.of(
                "2026-03-02 09:00:00.000 UTC [1] LOG:  checkpoint complete",
                "2026-03-02 09:00:01.000 UTC [2] switchboard_app@switchboard: LOG:  duration: 0.150 ms  plan:",
                "\tQuery Text: SELECT seq FROM message m WHERE m.conversation_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
                "\tLimit (actual time=0.1..0.2 rows=50 loops=1)",
                "\t  Buffers: shared hit=55 read=2",
                "\t  ->  Index Scan",
                "\t        Buffers: shared hit=3",
                "2026-03-02 09:00:02.000 UTC [2] switchboard_app@switchboard: LOG:  duration: 9.9 ms  plan:",
                "\tQuery Text: COMMIT");
        List<Plan> plans = Plan.in(log);
        assertThat(plans).hasSize(1);
        assertThat(plans.getFirst().millis()).isEqualTo(0.15);
        assertThat(plans.getFirst().blocks()).isEqualTo(57);
        assertThat(plans.getFirst().lines()).hasSize(5).first().asString().startsWith("Query Text");
    }

    @Test
    void a_table_is_aligned_and_written_as_markdown() {
        var table = new Table("", "messages/s");
        table.row(List.of("Switchboard", "9"));
        assertThat(table.aligned()).isEqualTo("             messages/s\nSwitchboard           9\n");
        assertThat(table.markdown()).isEqualTo("|  | messages/s |\n|---|--:|\n| Switchboard | 9 |\n");
    }

    @Test
    void options_are_given_one_by_one_and_unknown_ones_refused() {
        assertThat(Options.of("--only", "crowd", "--rounds", "5", "--turns", "2", "--window", "1,8"))
                .returns(5, Options::rounds)
                .returns(2, Options::turns)
                .returns(List.of(1, 8), Options::windows)
                .returns(java.util.Set.of(Scenario.CROWD), Options::scenarios)
                .returns(true, Options::keeps);
        assertThat(Options.of("--quick", "--peers", "0"))
                .returns(1, Options::rounds)
                .returns(0, Options::peers)
                .returns(false, Options::keeps);
        assertThat(Options.of("--tls", "--rounds", "1"))
                .returns(true, Options::tls)
                .returns(0, Options::peers)
                .returns(1, Options::rounds)
                .returns(java.util.Set.of(Scenario.THROUGHPUT), Options::scenarios);
        for (String wrong : List.of("--help", "--only", "--fast"))
            assertThatThrownBy(() -> Options.of(wrong)).hasMessageContaining("bin/bench [options]");
    }
}
