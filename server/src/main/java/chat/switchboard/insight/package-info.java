/// The read side: what lists and figures show. Changes nothing.
package chat.switchboard.insight;
