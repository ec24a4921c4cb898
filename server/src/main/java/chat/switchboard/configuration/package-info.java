/// Configuration that is changed while the desk runs, and how every node hears of it.
package chat.switchboard.configuration;
