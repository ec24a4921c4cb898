/// Health, readiness and metrics, for balancers and monitoring.
package chat.switchboard.http.operations;
