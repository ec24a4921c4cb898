package chat.switchboard.languagemodel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Collectors;

/// What travels between us and the endpoint: OpenAI's chat completions, without tools and without streaming.
final class ChatProtocol {
    private static final int MOST_DEPTH = 32;
    /// More than any answer costs: a number that is not believed.
    private static final int MOST_USAGE = 10_000_000;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .maxNumberLength(100)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .build();

    private ChatProtocol() {}

    /// Also what is written down of it.
    static ArrayNode messages(Prompt prompt) {
        ArrayNode messages = JSON.createArrayNode();
        messages.addObject().put("role", "system").put("content", prompt.instructions());
        messages.addObject().put("role", "user").put("content", prompt.data());
        return messages;
    }

    static byte[] request(Prompt prompt, Endpoint endpoint) {
        ObjectNode body = JSON.createObjectNode().put("model", endpoint.model());
        body.set("messages", messages(prompt));
        body.put(endpoint.limitField(), Math.min(prompt.task().mostAnswer(), endpoint.mostAnswer()));
        body.put("stream", false);
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Reads an answer with the status 200. Nothing but its text is looked at: who asks for a tool gets none.
    static Reply reply(byte[] body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException _) {
            return new Reply.Failed(Result.BROKEN, 200, null);
        }
        JsonNode choice = answer.path("choices").path(0);
        if (!choice.isObject()) return new Reply.Failed(Result.BROKEN, 200, null);
        String content = content(choice.path("message").path("content"));
        if (content.isBlank()) return new Reply.Failed(Result.UNUSABLE, 200, null);
        boolean cut = choice.path("finish_reason").asText().equals("length");
        return new Reply.Said(content, usage(answer.path("usage")), cut);
    }

    /// A text, or a list of parts of which some are texts.
    private static String content(JsonNode content) {
        if (!content.isArray()) return content.isTextual() ? content.textValue() : "";
        return content.valueStream()
                .map(part -> part.path("text"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .collect(Collectors.joining());
    }

    private static Reply.Usage usage(JsonNode usage) {
        JsonNode prompt = usage.path("prompt_tokens");
        JsonNode answer = usage.path("completion_tokens");
        return prompt.isNumber() || answer.isNumber() ? new Reply.Usage(bounded(prompt), bounded(answer)) : null;
    }

    private static int bounded(JsonNode number) {
        return Math.clamp(number.asLong(), 0, MOST_USAGE);
    }
}
