package chat.switchboard.gateway;

import chat.switchboard.contract.CommandReader;
import chat.switchboard.ledger.Conversations;
import java.time.Clock;

/// What the commands of all sockets work with.
record Commands(
        Conversations conversations,
        CommandReader reader,
        ControlCommands control,
        Gateway.CommandLimits limits,
        Clock clock) {}
