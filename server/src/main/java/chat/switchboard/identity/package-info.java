/// Who is there: customers' sessions, accounts, passwords, tokens.
///
/// The door is [Identity]. A customer's token is believed on its signature alone, so that thousands may reconnect
/// at once without a query; an account's token lives minutes, and is also checked against what was revoked.
package chat.switchboard.identity;
