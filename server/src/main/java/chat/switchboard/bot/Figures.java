package chat.switchboard.bot;

import java.util.List;

/// How often the bot answered, and whether it helped.
///
/// @param conversations in which a customer wrote to the bot
/// @param answered of those: in which it answered from a question
/// @param handedOff of those: that went to people
public record Figures(
        int conversations, int answered, int handedOff, int helped, int notHelped, List<OfEntry> entries) {

    public record OfEntry(EntryRef entry, int answered, int suggested, int helped, int notHelped) {}

    /// The share that needed nobody; null where there was none.
    public Double deflectionRate() {
        return conversations == 0 ? null : BotTurns.rounded((conversations - handedOff) / (double) conversations);
    }
}
