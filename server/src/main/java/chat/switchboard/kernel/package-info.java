/// The few words every feature shares: who is acting, what can be refused, how ids are made.
///
/// Nothing here knows a database, a socket or JSON; a type belongs here only if three features need it.
package chat.switchboard.kernel;
