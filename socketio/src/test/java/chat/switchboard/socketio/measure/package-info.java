/// Measurements, started by hand: see the README.
package chat.switchboard.socketio.measure;
