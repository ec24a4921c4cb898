package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitTest {
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    /// A life of a circuit: `f` a failure, `s` a success, `a` the admitted call was not made, `?` a call is asked for,
    /// `w12` a wish for 12 seconds with a failure, `+12` twelve seconds pass.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fresh and untouched                                |                          | closed 0    | 0
            four failures are borne                            | f f f f                  | closed 4    | 0
            a success wipes them away                          | f f f f s f              | closed 1    | 0
            the fifth opens                                    | f f f f f                | open 15     | 15
            it stays open for its time                         | f f f f f +14            | open 1      | 1
            then one call may try                              | f f f f f +15 ?          | half open   | 15
            and nobody beside it                               | f f f f f +15 ? ?        | half open   | 15
            it answers: closed                                 | f f f f f +15 ? s        | closed 0    | 0
            it fails: open for twice as long                   | f f f f f +15 ? f        | open 30     | 30
            again: four times                                  | f f f f f +15 ? f +30 ? f | open 60    | 60
            five minutes at most                               | f f f f f +15 ? f +30 ? f +60 ? f +120 ? f +240 ? f +300 ? f | open 300 | 300
            a trial that is not heard of                       | f f f f f +15 ? +179     | half open   | 1
            is followed by another                             | f f f f f +15 ? +180 ?   | half open   | 15
            a trial that was not made leaves room              | f f f f f +15 ? a        | open 0      | 0
            a late success closes nothing that is open         | f f f f f s              | open 15     | 15
            a late failure prolongs nothing                    | f f f f f +10 f          | open 5      | 5
            a wish opens at once                               | w12                      | open 15     | 15
            a longer wish is granted                           | w90                      | open 90     | 90
            an hour at most                                    | w999999                  | open 3600   | 3600
            a wish while it is open                            | f f f f f w60            | open 60     | 60
            a shorter one than what is left                    | w60 w20                  | open 60     | 60
            after it closed the pauses are short again         | f f f f f +15 ? f +30 ? s f f f f f | open 15 | 15
            not made while closed                              | f a                      | closed 1    | 0
            """)
    void whoever_fails_is_left_alone_for_a_while(String name, String life, String state, int wait) {
        Instant now = NINE;
        Circuit circuit = Circuit.NEW;
        for (String step : life == null ? new String[0] : life.split(" ")) {
            switch (step.charAt(0)) {
                case 'f' -> circuit = circuit.failed(now, null);
                case 's' -> circuit = circuit.succeeded();
                case 'a' -> circuit = circuit.abandoned(now);
                case '?' -> circuit = circuit.ask(now).after();
                case 'w' -> circuit = circuit.failed(now, seconds(step));
                default -> now = now.plus(seconds(step));
            }
        }
        assertThat(said(circuit, now)).isEqualTo(state);
        assertThat(circuit.ask(now).delay()).isEqualTo(Duration.ofSeconds(wait));
    }

    @Test
    void nobody_waits_longer_than_an_hour_and_somebody_may_always_try_again() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Instant now = NINE;
        Circuit circuit = Circuit.NEW;
        for (int i = 0; i < 5_000; i++) {
            circuit = switch (random.nextInt(5)) {
                case 0 -> circuit.succeeded();
                case 1 -> circuit.failed(now, null);
                case 2 -> circuit.failed(now, Duration.ofSeconds(random.nextInt(10_000)));
                case 3 -> circuit.abandoned(now);
                default -> circuit.ask(now).after();
            };
            Duration delay = circuit.ask(now).delay();
            assertThat(delay).describedAs("seed %d", seed).isLessThanOrEqualTo(Circuit.LONGEST_WISH);
            assertThat(circuit.ask(now.plus(Circuit.LONGEST_WISH)).isGiven())
                    .describedAs("seed %d", seed)
                    .isTrue();
            now = now.plusMillis(random.nextInt(20_000));
        }
    }

    private static Duration seconds(String step) {
        return Duration.ofSeconds(Long.parseLong(step.substring(1)));
    }

    private static String said(Circuit circuit, Instant now) {
        return switch (circuit) {
            case Circuit.Closed(int failures) -> "closed " + failures;
            case Circuit.Open(Instant until, int _) ->
                "open " + Duration.between(now, until).toSeconds();
            case Circuit.HalfOpen _ -> "half open";
        };
    }
}
