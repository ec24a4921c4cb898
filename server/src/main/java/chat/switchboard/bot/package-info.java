/// What is answered without a person: frequent questions, the way to people, and what is said while nobody is there.
///
/// [Bot] hears of every message right after its commit. [BotRules] decides, without side effects; [BotTurns] makes one
/// command of it, which the ledger carries out if nobody has acted since. [BotDecisions] reads the event log: it finds
/// messages that were not dealt with because a process ended, and keeps what was decided for lists and figures.
package chat.switchboard.bot;
