/// PostgreSQL: our own server process or one the operator runs, the roles, the migrations, the pools,
/// and the one way to use it: [Database#transaction(chat.switchboard.kernel.Actor, java.util.function.Function)].
///
/// Read [Postgres] first; it starts either kind of server and hands out the three pools.
package chat.switchboard.postgres;
