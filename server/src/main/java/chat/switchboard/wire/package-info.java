/// The JSON of the public contract: what leaves the server, field by field, for each audience.
package chat.switchboard.wire;
