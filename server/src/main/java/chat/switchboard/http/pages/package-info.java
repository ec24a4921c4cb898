/// The launcher, the widget, the dashboard and the demo shop: files from memory, with each page's own policy.
package chat.switchboard.http.pages;
