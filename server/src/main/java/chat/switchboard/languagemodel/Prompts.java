package chat.switchboard.languagemodel;

import chat.switchboard.desk.FaqEntry;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes prompts. What we say stands in text files; what others said stands between two lines of a word that nobody can
/// guess, as JSON, in which no text begins a line.
final class Prompts {
    private static final String RULES = file("rules");
    private static final Map<Task, String> TASKS = tasks();
    private static final int FENCE_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    Prompt draft(List<Line> conversation, List<FaqEntry> entries) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode faq = data.putArray("faq");
        for (int i = 0; i < entries.size(); i++)
            faq.addObject()
                    .put("number", i + 1)
                    .put("question", entries.get(i).question())
                    .put("answer", entries.get(i).answer());
        put(data, conversation);
        return prompt(Task.REPLY_DRAFT, data, null);
    }

    /// @param language an IETF tag
    Prompt summary(List<Line> conversation, String language) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        put(data, conversation);
        return prompt(Task.SUMMARY, data, language);
    }

    Prompt translation(Redacted text, String language) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("text", text.toString());
        return prompt(Task.TRANSLATION, data, language);
    }

    Prompt intent(Redacted text, List<String> intents) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("text", text.toString());
        ArrayNode words = data.putArray("intents");
        intents.forEach(words::add);
        return prompt(Task.INTENT, data, null);
    }

    private static void put(ObjectNode data, List<Line> conversation) {
        ArrayNode lines = data.putArray("conversation");
        for (Line line : conversation)
            lines.addObject().put("from", line.from()).put("text", line.shown());
    }

    private Prompt prompt(Task task, ObjectNode data, String language) {
        String fence = fence();
        String instructions = (RULES + "\n" + TASKS.get(task)).replace("{fence}", fence);
        if (language != null) instructions = instructions.replace("{language}", nameOf(language));
        return new Prompt(task, instructions, fence + "\n" + data + "\n" + fence);
    }

    private String fence() {
        byte[] bytes = new byte[FENCE_BYTES];
        random.nextBytes(bytes);
        return "data-" + HexFormat.of().formatHex(bytes);
    }

    /// In English, as the instructions are: `Urdu (Latin)`.
    private static String nameOf(String language) {
        return Locale.forLanguageTag(language).getDisplayName(Locale.ENGLISH);
    }

    private static Map<Task, String> tasks() {
        Map<Task, String> tasks = new EnumMap<>(Task.class);
        for (Task task : Task.values()) tasks.put(task, file(task.wireName()));
        return tasks;
    }

    private static String file(String name) {
        try (var file = Prompts.class.getResourceAsStream(name + ".txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
