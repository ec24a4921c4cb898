/// Sockets ⇄ commands. Translates frames to commands and what was committed to frames; decides nothing.
///
/// In: [chat.switchboard.gateway.PendingCommand] (messages) and
/// [chat.switchboard.gateway.ControlCommands] (all others), with payloads held against the contract
/// ([chat.switchboard.contract.CommandReader]). Out: [chat.switchboard.gateway.Fanout].
package chat.switchboard.gateway;
