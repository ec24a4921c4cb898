/// Who gets which waiting conversation, what position the others have, and why.
///
/// [ConversationQueue] is the door. [AgentSelection] and [AssignmentPlan] are the policy: pure. [Assigner] carries it
/// out: it reads the queue and the staff, plans, and has each assignment decided by the ledger like every other
/// command. [TakeNext] is an assignment by hand, [Explainer] says why a conversation is where it is, and [QueueBoard]
/// holds the positions, kept up to date by [BoardUpdates]. `docs/routing.md` has the whole of it.
package chat.switchboard.queue;
