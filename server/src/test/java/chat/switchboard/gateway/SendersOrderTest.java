package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.conversation.Cast;
import chat.switchboard.identity.Customer;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Who has one message in flight keeps the order, whatever the server answers in between.
class SendersOrderTest {
    private static final int MESSAGES = 50;

    /// A queue in which nearly nothing fits, and a rate that is used up on the way.
    private static final RunningServer server = RunningServer.start(
            Map.of("SWITCHBOARD_LEDGER_QUEUE", "1", "SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS", "40"));

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void messages_that_are_sent_again_until_they_are_acknowledged_are_stored_as_they_were_written() {
        List<TestSocket> others =
                Stream.generate(SendersOrderTest::customer).limit(4).toList();
        List<String> theirs = others.stream().map(SendersOrderTest::opened).toList();
        Set<String> refusals = new TreeSet<>();
        try (var ayesha = customer()) {
            String id = opened(ayesha);
            List<String> written = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                for (int at = 0; at < others.size(); at++)
                    others.get(at).tell("message.send", message(theirs.get(at), "noise"));
                written.add("message " + i);
                String message = message(id, written.getLast());
                Eventually.until("it is acknowledged", () -> {
                    JsonNode answer = ayesha.call("message.send", message);
                    if (!answer.get("ok").booleanValue())
                        refusals.add(answer.at("/error/code").textValue());
                    return answer.get("ok").booleanValue();
                });
            }
            assertThat(stored(ayesha, id)).isEqualTo(written);
            assertThat(refusals).contains("rate_limited").isSubsetOf("rate_limited", "unavailable");
        } finally {
            others.forEach(TestSocket::close);
        }
    }

    private static List<String> stored(TestSocket reader, String id) {
        List<String> contents = new ArrayList<>();
        for (int after : List.of(0, 50))
            for (JsonNode row : reader.ok("conversation.join", "{'conversationId':'" + id + "','after':" + after + "}")
                    .get("messages"))
                if (row.at("/sender/type").asText().equals("customer"))
                    contents.add(row.get("content").textValue());
        return contents;
    }

    private static TestSocket customer() {
        String token = SocketDesk.done(server.identity()
                        .openCustomerSession(new Customer.Profile(null, "Ayesha", null, null), "127.0.0.1"))
                .token();
        return TestSocket.connect(server.port(), token).connected();
    }

    private static String opened(TestSocket customer) {
        return customer.ok("conversation.open", "{}").at("/conversation/id").textValue();
    }

    private static String message(String id, String content) {
        return "{'conversationId':'" + id + "','id':'" + Cast.id() + "','content':'" + content + "'}";
    }
}
