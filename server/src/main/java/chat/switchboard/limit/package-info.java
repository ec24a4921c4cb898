/// How often somebody may do something.
package chat.switchboard.limit;
