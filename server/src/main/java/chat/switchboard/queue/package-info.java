/// Who gets which waiting conversation, what place the others have, and why.
///
/// [AgentSelection] and [AssignmentPlan] are the policy: pure, one business sentence each. [Assigner] carries it out:
/// it reads the
/// queue and the staff, plans, and has each assignment decided by the ledger like every other command. [QueueBoard]
/// knows the places. `docs/routing.md` tells the whole story.
package chat.switchboard.queue;
