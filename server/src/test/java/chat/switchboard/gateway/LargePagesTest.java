package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Message;
import chat.switchboard.kernel.Actor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// An answer is bounded by its bytes too: fifty of the longest messages are twice what may be unsent to one socket.
class LargePagesTest {
    private static final int MESSAGES = 60;
    private static final String LONGEST = "\uD83D\uDE00".repeat(10_000);

    @Test
    void a_conversation_of_the_longest_messages_is_read_page_by_page() {
        try (var desk = new SocketDesk();
                var ayesha = desk.connect(desk.customer("Ayesha")).connected()) {
            String id =
                    ayesha.ok("conversation.open", "{}").at("/conversation/id").textValue();
            CompletableFuture.allOf(IntStream.range(0, MESSAGES)
                            .mapToObj(_ -> desk.conversations.submit(
                                    Actor.BOT,
                                    UUID.fromString(id),
                                    new Command.Send(Cast.id(), Message.Kind.TEXT, LONGEST, null, null)))
                            .toArray(CompletableFuture[]::new))
                    .join();
            ayesha.soFar();

            JsonNode newest = ayesha.ok("conversation.join", "{'conversationId':'" + id + "'}");
            assertThat(newest.get("hasMore").booleanValue()).isTrue();
            assertThat(newest.get("messages").size()).isBetween(1, 10);
            assertThat(newest.at("/messages/" + (newest.get("messages").size() - 1) + "/seq")
                            .intValue())
                    .isEqualTo(MESSAGES);

            List<Integer> seqs = new ArrayList<>();
            boolean hasMore = true;
            while (hasMore) {
                int after = seqs.isEmpty() ? 0 : seqs.getLast();
                JsonNode page = ayesha.ok("conversation.join", "{'conversationId':'" + id + "','after':" + after + "}");
                page.get("messages").forEach(row -> seqs.add(row.get("seq").intValue()));
                hasMore = page.get("hasMore").booleanValue();
            }
            assertThat(seqs)
                    .isEqualTo(IntStream.rangeClosed(1, MESSAGES).boxed().toList());
        }
    }
}
