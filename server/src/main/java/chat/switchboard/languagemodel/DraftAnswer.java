package chat.switchboard.languagemodel;

import chat.switchboard.kernel.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What the model answers to the question for a draft: an object, or where it did not keep to that, the text itself.
///
/// @param entries the numbers of those it says it used, from 1
record DraftAnswer(String draft, List<Integer> entries) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE_BLOCK = Pattern.compile("^```(?:json)?\\s*(.*?)\\s*```$", Pattern.DOTALL);
    private static final int MOST_ENTRIES = 20;

    static DraftAnswer of(String answer) {
        Matcher block = CODE_BLOCK.matcher(answer);
        String text = block.matches() ? block.group(1) : answer;
        JsonNode read = text.startsWith("{") ? parsed(text) : null;
        if (read == null || !read.path("draft").isTextual()) return new DraftAnswer(answer, List.of());
        JsonNode numbers = read.path("entries");
        List<Integer> entries = IntStream.range(0, Math.min(numbers.size(), MOST_ENTRIES))
                .mapToObj(numbers::get)
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .distinct()
                .toList();
        // An escape in JSON may have been what is taken out of a text.
        return new DraftAnswer(
                UntrustedText.clean(read.get("draft").textValue(), Task.REPLY_DRAFT.mostCharacters()), entries);
    }

    boolean isBlank() {
        return Text.isBlank(draft);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return null;
        }
    }
}
