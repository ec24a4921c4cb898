package chat.switchboard.gateway;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A real run as a file of `protocol/journeys`: the same every time, because ids are numbered as they appear and
/// fields stand in the contract's order.
final class Journey {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String DEPARTMENTS = "0198c0de-";
    private static final List<String> ORDER = List.of(
            ("story distortions me snapshot frames after event command payload answer ok conversation messages hasMore readMarks epoch "
                            + "conversationId seq id number name role subject category priority status sender type customer kind "
                            + "email phone locale attributes assignedAgent department requestedAgentAt assignedAt "
                            + "firstResponseAt escalatedAt resolvedAt closedAt unansweredCount lastSeq lastMessageAt "
                            + "lastMessage preview queue position estimatedWaitSeconds rating score comment content "
                            + "attachments metadata replyTo createdAt updatedAt labels unreadCount notesCount "
                            + "previousConversationId replyDue")
                    .split(" "));
    private static final Comparator<String> FIELDS = Comparator.<String>comparingInt(
                    field -> ORDER.contains(field) ? ORDER.indexOf(field) : ORDER.size())
            .thenComparing(Comparator.naturalOrder());

    private final Map<String, String> ids = new HashMap<>();

    /// With stable ids and order.
    static JsonNode stable(JsonNode run) {
        return new Journey().copy(run);
    }

    static void write(Path file, JsonNode journey) throws IOException {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(separators.withArrayEmptySeparator("").withObjectEmptySeparator(""));
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        Files.writeString(file, Golden.JSON.writer(printer).writeValueAsString(journey) + "\n");
    }

    private JsonNode copy(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().stream()
                        .map(Map.Entry::getKey)
                        .sorted(FIELDS)
                        .forEach(field -> copy.set(field, copy(object.get(field))));
                yield copy;
            }
            case ArrayNode list -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                list.forEach(element -> copy.add(copy(element)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(stable(text.textValue()));
            default -> node;
        };
    }

    private String stable(String text) {
        if (!ID.matcher(text).matches() || text.startsWith(DEPARTMENTS)) return text;
        return ids.computeIfAbsent(text, _ -> "01993a20-0000-7000-8000-%012d".formatted(ids.size() + 1));
    }
}
