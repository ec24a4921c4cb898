/// The edge towards HTTP: REST under `/api/v1`, the pages, health and metrics.
///
/// The contract file `openapi/switchboard.yaml` is published and also enforced: no request reaches a route that does
/// not fit it. Routes translate and delegate; rules live behind the features' doors.
package chat.switchboard.http;
