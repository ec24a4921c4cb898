package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.wire.Requests;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a command may carry.
class CommandReaderTest {
    private static final String ID = "01993a20-0000-7000-8000-000000000001";

    /// Clients in the field send these.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conversation.open    | {}",
                "conversation.open    | {'subject':null,'category':null,'departmentId':null,'metadata':null,'message':null}",
                "conversation.open    | {'message':{'id':'ID','content':'Hello','kind':null,'attachmentIds':null}}",
                "conversation.join    | {'conversationId':'ID','after':null}",
                "conversation.join    | {'conversationId':'ID','after':0}",
                "message.send         | {'conversationId':'ID','id':'ID','content':'Hello','kind':null,'attachmentIds':null,'replyTo':null}",
                "message.send         | {'conversationId':'ID','id':'ID','content':'Hello','kind':'quick_reply','attachmentIds':[]}",
                "typing.start         | {'conversationId':'ID','preview':null}",
                "typing.stop          | {'conversationId':'ID','preview':'It says'}",
                "conversation.assign  | {'conversationId':'ID'}",
                "conversation.assign  | {'conversationId':'ID','agentId':null,'departmentId':null,'note':null}",
                "conversation.resolve | {'conversationId':'ID','expectedAgentId':null,'expectedStatus':null}",
                "conversation.escalate| {'conversationId':'ID','reason':'It is urgent','expectedStatus':null}",
                "conversation.rate    | {'conversationId':'ID','score':5,'comment':null}",
                "queue.next           | {'departmentId':null}",
                "queue.next           | {}",
            })
    void what_was_left_out_may_also_be_null(String command, String payload) {
        assertThat(read(command, payload)).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message.send         | {'id':'ID','content':'Hello'}                                | conversationId",
                "message.send         | {'conversationId':'ID','content':'Hello'}                    | id",
                "message.send         | {'conversationId':'ID','id':'ID'}                            | content",
                "message.send         | {'conversationId':'ID','id':'ID','content':7}                | content",
                "message.send         | {'conversationId':'ID','id':'1','content':'Hello'}           | id",
                "message.send         | {'conversationId':'ID','id':'ID','content':'a','kind':'file'}| kind",
                "message.read         | {'conversationId':'ID','seq':0}                              | seq",
                "message.read         | {'conversationId':'ID','seq':1.5}                            | seq",
                "conversation.open    | {'message':{'id':'ID'}}                                      | message.content",
                "conversation.open    | {'subject':{}}                                               | subject",
                "conversation.assign  | {'conversationId':'ID','agentId':'you'}                      | agentId",
                "conversation.close   | {'conversationId':'ID','expectedStatus':'open'}              | expectedStatus",
                "conversation.rate    | {'conversationId':'ID','score':6}                            | score",
                "presence.set         | {'status':'away'}                                            | status",
                "session.renew        | {}                                                           | token",
                "inbox.join           | {'colour':'red'}                                             | colour",
            })
    void what_does_not_fit_is_refused_by_the_fields_name(String command, String payload, String field) {
        assertThat(((Outcome.Refused<?>) read(command, payload)).refusal()).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(Refusal.Code.VALIDATION_FAILED);
            assertThat(refusal.field()).isEqualTo(field);
        });
    }

    @Test
    void a_preview_is_bounded_and_cleaned_like_every_other_text() {
        String start = "{'conversationId':'ID','preview':'%s'}";
        Outcome<?> read = read("typing.start", start.formatted("e\u0301\\u0000"));
        assertThat(((Requests.Typing) ((Outcome.Done<?>) read).value()).preview())
                .isEqualTo("\u00e9");
        assertThat(read("typing.start", start.formatted("\u0628".repeat(200)))).isInstanceOf(Outcome.Done.class);
        assertThat(((Outcome.Refused<?>) read("typing.start", start.formatted("a".repeat(201))))
                        .refusal()
                        .field())
                .isEqualTo("preview");
    }

    private static Outcome<?> read(String command, String payload) {
        try {
            ArrayNode args = Golden.JSON
                    .createArrayNode()
                    .add(Golden.JSON.readTree(payload.replace('\'', '"').replace("\"ID\"", "\"" + ID + "\"")));
            return ProtocolTest.read(command, args);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
