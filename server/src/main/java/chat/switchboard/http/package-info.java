/// The edge towards HTTP: REST under `/api/v1`, the pages, health and metrics.
///
/// A connection is under a `ConnectionGuard` before anybody knows what is asked for: what arrives has its limits there,
/// on every path. Then `WebServer` routes.
///
/// The contract file `openapi/switchboard.yaml` is published and also enforced: no request reaches a route that does
/// not fit it. Routes translate and delegate; rules live behind the features' doors.
package chat.switchboard.http;
