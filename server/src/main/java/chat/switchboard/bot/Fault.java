package chat.switchboard.bot;

import chat.switchboard.conversation.Activity.Details.BotDecided;
import chat.switchboard.conversation.Automation;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;

/// What is done when nothing could be decided: a person is asked.
final class Fault {
    private Fault() {}

    static Command.Turn turn(Conversation c, int seq) {
        Automation before = c.service().automation();
        var why = new BotDecided(
                seq,
                BotDecided.Outcome.HANDED_OFF,
                BotDecided.Reason.FAULT,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return new Command.Turn(
                c.status(), before.handledSeq(), null, why, true, false, null, null, null, null, before.handled(seq));
    }
}
