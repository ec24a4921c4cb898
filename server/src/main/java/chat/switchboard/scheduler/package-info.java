/// All periodic work: on every node, or on one node at a time under a lease in the database.
///
/// A feature states its [Job]s; the [Scheduler] runs each on a virtual thread of its own and knows when it last
/// succeeded, when it last failed and how long it has been running.
package chat.switchboard.scheduler;
