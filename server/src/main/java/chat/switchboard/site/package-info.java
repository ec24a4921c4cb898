/// Sites: the pages that show the widget, how it looks and behaves there, and whose pages may call.
///
/// [Sites] is the door. What every request and every page asks for is kept in memory and follows a change within two
/// seconds on every node. The identity secrets of sites belong to package `identity`.
package chat.switchboard.site;
