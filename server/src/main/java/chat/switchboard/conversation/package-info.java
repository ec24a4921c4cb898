/// What a conversation is and what may happen to it: state, commands, events and rules, without storage or time.
///
/// Read [Conversation#decide] first: every rule is there, pure and total. It judges a [Command] by the state of the
/// conversation and by [Preconditions], which the ledger has read under locks. There is no English here: an [Activity]
/// has typed details, an event message has a name and parameters, a refusal has a reason. [chat.switchboard.ledger]
/// stores what it decides and writes the texts.
package chat.switchboard.conversation;
