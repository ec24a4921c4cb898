package chat.switchboard.languagemodel;

import chat.switchboard.conversation.Message;
import chat.switchboard.kernel.Text;
import java.util.ArrayList;
import java.util.List;

/// What somebody said in a conversation, as the model is told: in which part, never by which name.
///
/// @param from `customer`, `partner`, `agent` or `bot`
record Line(String from, Redacted text) {
    private static final int MOST_IN_LINE = 2_000;
    private static final int MOST_IN_ALL = 12_000;

    /// The last lines that fit together, oldest first. What the system said is left out.
    static List<Line> of(List<Message> messages) {
        List<Line> lines = new ArrayList<>();
        int left = MOST_IN_ALL;
        for (Message message : messages.reversed()) {
            if (message.kind() == Message.Kind.EVENT || Text.isBlank(message.content())) continue;
            Line line = new Line(message.sender().type().wireName(), Redacted.of(message.content()));
            left -= Math.min(line.text.toString().length(), MOST_IN_LINE);
            if (left < 0) break;
            lines.addFirst(line);
        }
        return lines;
    }

    /// Cut after it was redacted: a number that is cut through would not be known as one.
    String shown() {
        return Text.cut(text.toString(), MOST_IN_LINE);
    }

    boolean isStaffs() {
        return from.equals(Message.Sender.Type.AGENT.wireName());
    }
}
