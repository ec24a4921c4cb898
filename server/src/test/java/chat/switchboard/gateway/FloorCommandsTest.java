package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commands of the floor that make no sense, or come from somebody who may not give them.
class FloorCommandsTest {
    static SocketDesk desk;
    static TestSocket ayesha;
    static TestSocket sana;

    @BeforeAll
    static void open() {
        desk = new SocketDesk();
        ayesha = desk.connect(desk.customer("Ayesha")).connected();
        sana = desk.connect(desk.agent("Sana").token()).connected();
    }

    @AfterAll
    static void close() {
        ayesha.close();
        sana.close();
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    agent    | presence.set          | {}                                            | validation_failed | status
                    agent    | presence.set          | {'status':'away'}                             | validation_failed | status
                    agent    | presence.set          | {'status':1}                                  | validation_failed | status
                    agent    | presence.set          | {'status':'online','for':5}                   | validation_failed | for
                    customer | presence.set          | {'status':'online'}                           | forbidden         |
                    agent    | queue.next            | {'departmentId':'x'}                          | validation_failed | departmentId
                    agent    | queue.next            | {'departmentId':'$NEW'}                       | validation_failed | departmentId
                    agent    | queue.next            | {'line':1}                                    | validation_failed | line
                    customer | queue.next            | {}                                            | forbidden         |
                    agent    | conversation.assign   | {'conversationId':'$ID','agentId':'you'}      | validation_failed | agentId
                    agent    | conversation.assign   | {'conversationId':'$ID','agentId':'$NEW'}     | validation_failed | agentId
                    agent    | conversation.assign   | {'conversationId':'$NEW','agentId':'me'}      | not_found         |
                    agent    | conversation.assign   | {'conversationId':'$ID','agentId':'me','expectedAgentId':'you'} | validation_failed | expectedAgentId
                    agent    | conversation.assign   | {'conversationId':'$ID','agentId':'me','expectedAgentId':7}     | validation_failed | expectedAgentId
                    agent    | conversation.assign   | {'conversationId':'$ID','agentId':'me','expectedAgentId':'$NEW'} | conflict          | expectedAgentId
                    agent    | conversation.assign   | {'conversationId':'$ID','agentId':'me','expectedDepartmentId':[]} | validation_failed | expectedDepartmentId
                    agent    | conversation.assign   | {'conversationId':'$ID','agentId':'me','expectedDepartmentId':'$NEW'} | conflict     | expectedDepartmentId
                    agent    | conversation.close    | {'conversationId':'$ID','expectedStatus':'open'}   | validation_failed | expectedStatus
                    agent    | conversation.close    | {'conversationId':'$ID','expectedStatus':'active'} | conflict          | expectedStatus
                    agent    | conversation.close    | {'conversationId':'$ID','expectedAgentId':'$NEW'}  | conflict          | expectedAgentId
                    agent    | conversation.resolve  | {'conversationId':'$ID','expectedStatus':'active'} | conflict          | expectedStatus
                    agent    | conversation.resolve  | {'conversationId':'$ID','expectedAgentId':{}}      | validation_failed | expectedAgentId
                    agent    | conversation.escalate | {'conversationId':'$ID','reason':'x','expectedStatus':'active'} | conflict | expectedStatus
                    customer | conversation.close    | {'conversationId':'$ID','expectedStatus':'active'} | forbidden         |
                    agent    | conversation.assign   | {'agentId':'me'}                              | validation_failed | conversationId
                    agent    | conversation.escalate | {'conversationId':'$ID'}                      | validation_failed | reason
                    agent    | conversation.escalate | {'conversationId':'$ID','reason':''}          | validation_failed | reason
                    agent    | conversation.escalate | {'conversationId':'$ID','reason':7}           | validation_failed | reason
                    customer | conversation.escalate | {'conversationId':'$ID','reason':'now'}       | forbidden         |
                    agent    | conversation.acknowledge | {'conversationId':'$ID'}                   | conflict          |
                    customer | conversation.acknowledge | {'conversationId':'$ID'}                   | forbidden         |
                    agent    | conversation.assign   | {'conversationId':'$ID','agentId':'me','note':'$1001'} | validation_failed | note
                    customer | conversation.rate     | {'conversationId':'$ID','score':5,'comment':'$1001'} | validation_failed | comment
                    agent    | conversation.rate     | {'conversationId':'$ID','score':5}            | forbidden         |
                    customer | conversation.handoff  | {'conversationId':'$NEW'}                     | not_found         |
                    agent    | conversation.handoff  | {'conversationId':'$ID'}                      | forbidden         |
                    """)
    void bad_input_is_answered_with_its_code_and_field(
            String who, String command, String payload, String code, String field) {
        String id = ayesha.ok("conversation.open", "{'message':{'id':'" + Cast.id() + "','content':'Hello'}}")
                .at("/conversation/id")
                .textValue();
        TestSocket caller = who.equals("agent") ? sana : ayesha;
        JsonNode error = caller.error(
                command,
                payload.replace("$ID", id).replace("$NEW", Cast.id().toString()).replace("$1001", "x".repeat(1001)));

        assertThat(error.get("code").textValue()).isEqualTo(code);
        assertThat(error.path("field").textValue()).isEqualTo(field);
    }
}
