/// Sockets ⇄ commands. Translates frames to commands and what was committed to frames; decides nothing.
///
/// In: [chat.switchboard.gateway.Commands]. Out: [chat.switchboard.gateway.Fanout].
package chat.switchboard.gateway;
