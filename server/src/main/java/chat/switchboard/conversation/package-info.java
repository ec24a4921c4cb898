/// The heart: what a conversation is, what may happen to it, and the ledger that makes it durable.
///
/// Read [chat.switchboard.conversation.Conversation#decide] first: every rule is there, pure and total.
/// Then [chat.switchboard.conversation.Ledger]: how many decisions share one commit.
/// [chat.switchboard.conversation.Conversations] is the door.
package chat.switchboard.conversation;
