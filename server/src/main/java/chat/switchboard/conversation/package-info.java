/// What a conversation is and what may happen to it: state, commands, events and rules, without storage or time.
///
/// Read [Conversation#decide] first: every rule is there, pure and total. [chat.switchboard.ledger] stores what it
/// decides.
package chat.switchboard.conversation;
