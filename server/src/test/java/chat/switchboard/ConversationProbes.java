package chat.switchboard;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.ProbedDesk.Member;
import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/// How settings of conversations, agents and the queue are seen at work.
final class ConversationProbes {
    static final Map<String, Consumer<ProbedDesk>> BY_KEY = Map.ofEntries(
            entry("presence.agentOfflineAfter", ConversationProbes::agentsAreGoneSooner),
            entry("presence.attentionLasts", ConversationProbes::attentionEndsSooner),
            entry("queue.previousAgentFirst", ConversationProbes::nobodyIsPreferred),
            entry("queue.unopenedReturn", ConversationProbes::whatIsNotOpenedReturns),
            entry("messages.customerPer10Seconds", ConversationProbes::fewerMessagesIn10Seconds),
            entry("messages.customerPerMinute", ConversationProbes::fewerMessagesInAMinute),
            entry("messages.agentPerMinute", ConversationProbes::fewerMessagesOfAgents),
            entry("escalation.unansweredAsOneSeconds", ConversationProbes::aBurstCountsAsOne),
            entry("escalation.firstReplyDue", ConversationProbes::firstRepliesAreDueSooner),
            entry("escalation.nextReplyDue", ConversationProbes::nextRepliesAreDueSooner),
            entry("escalation.departmentToldAfter", ConversationProbes::theDepartmentIsToldSooner),
            entry("escalation.adminsToldAfter", ConversationProbes::adminsAreToldSooner),
            entry("retention.closeResolvedAfter", ConversationProbes::whatIsResolvedClosesSooner),
            entry("retention.eventLog", ConversationProbes::theEventLogIsShorter));

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private ConversationProbes() {}

    private static void agentsAreGoneSooner(ProbedDesk desk) {
        Member sana = desk.onlineAgent("Sana");
        desk.later(Duration.ofSeconds(61));
        assertThat(desk.statusOf(sana)).isEqualTo("online");
        desk.set("60");
        desk.online(sana);
        desk.later(Duration.ofSeconds(61));
        Eventually.until("she is gone", () -> desk.statusOf(sana).equals("offline"));
    }

    private static void attentionEndsSooner(ProbedDesk desk) {
        Rest ayesha = desk.customer();
        String id = served(desk, ayesha);
        desk.later(Duration.ofSeconds(2));
        for (int i = 0; i < 3; i++) ayesha.say(id, "And?").is(201);
        assertThat(isEscalated(desk, id)).isFalse();
        desk.set("1");
        ayesha.say(id, "Hello?").is(201);
        assertThat(isEscalated(desk, id)).isTrue();
    }

    private static void nobodyIsPreferred(ProbedDesk desk) {
        Member sana = desk.onlineAgent("Sana");
        String known = desk.open(desk.customer());
        String other = desk.open(desk.customer());
        desk.untilOf(known, sana);
        desk.untilOf(other, sana);
        Member omar = desk.onlineAgent("Omar");
        handBack(sana, known);
        desk.untilOf(known, sana);
        desk.set("false");
        handBack(sana, known);
        desk.untilOf(known, omar);
    }

    private static void whatIsNotOpenedReturns(ProbedDesk desk) {
        Member sana = desk.onlineAgent("Sana");
        String id = desk.open(desk.customer());
        desk.untilOf(id, sana);
        desk.later(Duration.ofSeconds(11));
        desk.set("10");
        Eventually.until("it is back", () -> statusOf(desk, id).equals("waiting"));
    }

    private static void fewerMessagesIn10Seconds(ProbedDesk desk) {
        Rest bilal = desk.customer();
        String his = desk.open(bilal);
        for (int i = 0; i < 5; i++) bilal.say(his, "And?").is(201);
        desk.set("3");
        Rest ayesha = desk.customer();
        String id = desk.open(ayesha);
        desk.allows(2, () -> ayesha.say(id, "And?"));
    }

    private static void fewerMessagesInAMinute(ProbedDesk desk) {
        Rest bilal = desk.customer();
        String his = desk.open(bilal);
        for (int i = 0; i < 8; i++) bilal.say(his, "And?").is(201);
        desk.set("6");
        Rest ayesha = desk.customer();
        String id = desk.open(ayesha);
        desk.allows(5, () -> ayesha.say(id, "And?"));
    }

    private static void fewerMessagesOfAgents(ProbedDesk desk) {
        String id = desk.open(desk.customer());
        for (int i = 0; i < 12; i++) desk.admin().say(id, "Well").is(201);
        desk.set("10");
        Rest sana = desk.agent("Sana").rest();
        String hers = desk.open(desk.customer());
        desk.allows(10, () -> sana.say(hers, "Well"));
    }

    private static void aBurstCountsAsOne(ProbedDesk desk) {
        assertThat(isEscalated(desk, afterThreeMessages(desk))).isTrue();
        desk.set("60");
        assertThat(isEscalated(desk, afterThreeMessages(desk))).isFalse();
        desk.set("0");
        assertThat(isEscalated(desk, afterThreeMessages(desk))).isTrue();
    }

    private static void firstRepliesAreDueSooner(ProbedDesk desk) {
        assertThat(due(desk, desk.open(desk.customer()))).isEqualTo(desk.now().plus(FIVE_MINUTES));
        desk.set("60");
        assertThat(due(desk, desk.open(desk.customer()))).isEqualTo(desk.now().plusSeconds(60));
    }

    private static void nextRepliesAreDueSooner(ProbedDesk desk) {
        Rest ayesha = desk.customer();
        String id = served(desk, ayesha);
        desk.admin().get("/conversations/" + id).is(200);
        ayesha.say(id, "And?").is(201);
        assertThat(due(desk, id)).isEqualTo(desk.now().plus(FIVE_MINUTES));
        desk.set("90");
        Rest bilal = desk.customer();
        String his = served(desk, bilal);
        bilal.say(his, "And?").is(201);
        assertThat(due(desk, his)).isEqualTo(desk.now().plusSeconds(90));
    }

    private static void theDepartmentIsToldSooner(ProbedDesk desk) {
        String id = desk.open(desk.customer());
        desk.set("10");
        desk.later(FIVE_MINUTES.plusSeconds(11));
        untilLevel(desk, id, "department");
    }

    private static void adminsAreToldSooner(ProbedDesk desk) {
        String id = desk.open(desk.customer());
        desk.set("10");
        desk.later(FIVE_MINUTES.plusMinutes(2).plusSeconds(11));
        untilLevel(desk, id, "admins");
    }

    private static void whatIsResolvedClosesSooner(ProbedDesk desk) {
        String id = served(desk, desk.customer());
        desk.admin().put("/conversations/" + id + "/resolution", "{}").is(200);
        desk.later(Duration.ofHours(2));
        assertThat(statusOf(desk, id)).isEqualTo("resolved");
        desk.set("3600");
        Eventually.until("it is closed", () -> statusOf(desk, id).equals("closed"));
    }

    private static void theEventLogIsShorter(ProbedDesk desk) {
        String tenDaysAgo = desk.server.postgres().asSuperuser(handle -> {
            handle.execute("SELECT event_log_create_day((now() AT TIME ZONE 'UTC')::date - 10)");
            return handle.select("SELECT to_char((now() AT TIME ZONE 'UTC')::date - 10, '\"event_log_\"YYYYMMDD')")
                    .mapTo(String.class)
                    .one();
        });
        assertThat(hasTable(desk, tenDaysAgo)).isTrue();
        desk.set("172800");
        Eventually.until("it is dropped", () -> !hasTable(desk, tenDaysAgo));
    }

    private static boolean hasTable(ProbedDesk desk, String name) {
        return desk.server
                .postgres()
                .asSuperuser(handle -> handle.select("SELECT to_regclass(?) IS NOT NULL", name)
                        .mapTo(boolean.class)
                        .one());
    }

    /// One that Sana has taken, read and answered.
    private static String served(ProbedDesk desk, Rest customer) {
        Rest sana = desk.agent("Sana").rest();
        String id = desk.open(customer);
        sana.put("/conversations/" + id + "/assignment", "{\"agentId\":\"me\"}").is(200);
        sana.say(id, "Hello").is(201);
        sana.put("/conversations/" + id + "/read", "{\"seq\":1}").is(204);
        return id;
    }

    private static void handBack(Member agent, String id) {
        assertThat(agent.rest()
                        .put("/conversations/" + id + "/assignment", "{\"agentId\":null}")
                        .is(200)
                        .at("/status"))
                .isEqualTo("waiting");
    }

    private static String afterThreeMessages(ProbedDesk desk) {
        Rest ayesha = desk.customer();
        String id = desk.open(ayesha);
        ayesha.say(id, "And?").is(201);
        ayesha.say(id, "Hello?").is(201);
        return id;
    }

    private static boolean isEscalated(ProbedDesk desk, String id) {
        return !desk.conversation(id).get("escalatedAt").isNull();
    }

    private static String statusOf(ProbedDesk desk, String id) {
        return desk.conversation(id).get("status").asText();
    }

    private static Instant due(ProbedDesk desk, String id) {
        return Instant.parse(desk.conversation(id).at("/replyDue/dueAt").asText());
    }

    private static void untilLevel(ProbedDesk desk, String id, String level) {
        Eventually.until(
                "told: " + level,
                () -> desk.conversation(id).at("/replyDue/level").asText().equals(level));
    }
}
