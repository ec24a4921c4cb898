/// Who of the staff is here: what they said, and whether they still show signs of life.
///
/// The table is the only truth, so that every node sees the same; each node writes the signs of life of its own
/// sockets and looks once a second at what changed.
package chat.switchboard.presence;
