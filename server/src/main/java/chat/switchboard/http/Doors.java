package chat.switchboard.http;

import chat.switchboard.conversation.Conversations;
import chat.switchboard.desk.Desk;
import chat.switchboard.identity.Identity;
import chat.switchboard.insight.Inbox;
import chat.switchboard.postgres.Database;

/// What lies behind the routes.
///
/// @param database asked whether this process can do its work
public record Doors(
        Identity identity, Conversations conversations, Inbox inbox, Desk desk, Database database, Metrics metrics) {}
