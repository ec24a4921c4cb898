/// What stands in the log and what never does.
///
/// Lines are written for operators and are read by programs: one event is one line, and nothing that somebody sent
/// stands in it. [LogText] and the two converters see to that for every logger, libraries' included; whoever logs need
/// not think of it. [SecurityLog] is the record of attempts and refusals.
package chat.switchboard.log;
