/// The edge towards HTTP: the port, TLS, and what every connection is held to.
///
/// A connection is under a `ConnectionGuard` before anybody knows what is asked for: what arrives has its limits there,
/// on every path. Then `WebServer` sends it on: `http.api` serves REST under `/api/v1`, with the routes of
/// `http.routes`; `http.pages` serves the pages; `http.operations` serves health and metrics.
package chat.switchboard.http;
