package chat.switchboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Activity.Change;
import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.conversation.Activity.Exclusion;
import chat.switchboard.conversation.Activity.Rule;
import chat.switchboard.conversation.Command.Release.Cause;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.conversation.Topic.Priority;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivityDetailsTest {
    private static final NamedRef SANA = new NamedRef(new UUID(0, 1), "Sana");
    private static final NamedRef OMAR = new NamedRef(new UUID(0, 2), "Omar \"the\" Second");
    private static final NamedRef BILLING = new NamedRef(new UUID(0, 3), "Billing");

    static List<Details> everyKind() {
        return List.of(
                new Details.Assigned(SANA, OMAR, BILLING, "Paid twice"),
                new Details.Assigned(null, null, null, null),
                new Details.TakenOver(SANA, OMAR, null, null),
                new Details.Routed(
                        SANA,
                        new Rule(Rule.Code.LEAST_LOADED, 3, "ur"),
                        List.of(new Activity.Candidate(SANA, 1, 5)),
                        2,
                        List.of(new Activity.Excluded(Exclusion.OTHER_DEPARTMENT, List.of(OMAR), null))),
                Details.Routed.takenByHand(SANA),
                new Details.Requeued(SANA, Cause.NOT_OPENED),
                Details.Escalated.byHand("Angry"),
                Details.Escalated.unanswered(3),
                new Details.ReplyDue(ReplyClock.Level.DEPARTMENT),
                new Details.ReplyAcknowledged(),
                new Details.Edited(
                        new Change<>(null, "Refund"),
                        new Change<>("order", "payment"),
                        new Change<>(Priority.LOW, Priority.URGENT),
                        new Change<>(null, BILLING),
                        new Change<>(List.of(), List.of("vip, gold"))),
                new Details.HandedOff(),
                new Details.BotDecided(
                        3,
                        Details.BotDecided.Outcome.PERSON_OFFERED,
                        Details.BotDecided.Reason.NO_MATCH,
                        BILLING,
                        0.21,
                        OMAR,
                        0.2,
                        "ur-Latn",
                        "negative",
                        "payment",
                        0.45,
                        0.3,
                        new Details.BotDecided.Versions(7, "m")),
                new Details.Reopened(),
                new Details.Summarised("She waits for a \"refund\"."),
                new Details.Other("a.kind.of.another.version", Map.of("rule", "least loaded of 3")));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void what_was_written_is_read_again(Details details) {
        assertThat(ActivityDetails.read(details.type(), ActivityDetails.write(details)))
                .isEqualTo(details);
    }

    @Test
    void every_kind_is_tried() {
        assertThat(everyKind().stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Details.class.getPermittedSubclasses()));
    }

    /// As older versions stored them, or as a newer one may.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            conversation.assigned  | {"agent":"Sana","note":"Hi"}
            conversation.routed    | {"agent":"Sana","rule":"least loaded of 3","candidates":"Sana 1/5"}
            conversation.requeued  | {"agent":"Sana","reason":"the account was closed"}
            conversation.escalated | {"reason":"3 messages without a reply"}
            conversation.escalated | {"cause":"by_the_moon"}
            conversation.edited    | {"subject":"Where is it?"}
            conversation.edited    | {"labels":"[a, b]"}
            reply.due              | {"level":"everybody"}
            reply.due              | {"level":7,"more":{"a":[1]}}
            conversation.merged    | {"into":{"id":"x"},"at":null}
            conversation.routed    | {}
            """)
    void nothing_that_was_stored_fails_to_load(String type, String json) {
        Details details = ActivityDetails.read(type, json);

        assertThat(details.type()).isEqualTo(type);
        assertThat(details).isInstanceOf(Details.Other.class);
        assertThat(ActivityDetails.write(details)).startsWith("{");
    }
}
