/// The process: [Config] says how it runs, `Main` puts the features together. Nothing else lives here.
package chat.switchboard;
