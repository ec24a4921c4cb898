/// REST under `/api/v1`, whatever the feature: finds the operation, learns who asks, holds the request against the
/// contract, and writes the answer or the problem.
///
/// The contract file `openapi/switchboard.json` is published and also enforced: no request reaches a route that does
/// not fit it. Start reading at `Api`.
package chat.switchboard.http.api;
