/// The JSON of the public contract. What leaves the server is written field by field, for each audience
/// ([chat.switchboard.wire.Views]). What comes in is cleaned ([chat.switchboard.wire.Received]) and becomes one of
/// [chat.switchboard.wire.Requests], the same from sockets and REST.
package chat.switchboard.wire;
