package chat.switchboard.desk;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.kernel.Actor;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What may stand in a canned reply as `{{customer.name}}`. There is no logic, and what is put in is not looked at
/// again.
final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Map<String, BiFunction<Conversation, Actor.Staff, Object>> VALUES = Map.of(
            "customer.name", (conversation, _) -> conversation.customer().name(),
            "customer.email",
                    (conversation, _) -> conversation.customer().contact().email(),
            "agent.name", (_, staff) -> staff.name(),
            "department.name", (conversation, _) -> name(conversation.topic().department()),
            "conversation.number", (conversation, _) -> conversation.number(),
            "conversation.subject", (conversation, _) -> conversation.topic().subject());

    private Variables() {}

    /// The first in the text that does not exist, or null.
    static String unknown(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(it -> it.group(1).strip())
                .filter(name -> !VALUES.containsKey(name))
                .findFirst()
                .orElse(null);
    }

    /// The text with what its variables stand for; nothing where that is not known.
    static String filled(String text, Conversation conversation, Actor.Staff staff) {
        return VARIABLE.matcher(text).replaceAll(it -> {
            var value = VALUES.get(it.group(1).strip());
            if (value == null) return Matcher.quoteReplacement(it.group());
            return Matcher.quoteReplacement(Optional.ofNullable(value.apply(conversation, staff))
                    .map(Object::toString)
                    .orElse(""));
        });
    }

    private static String name(NamedRef named) {
        return named == null ? null : named.name();
    }
}
