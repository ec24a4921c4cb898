/// What each operation of the contract does, by feature. Routes translate and delegate; rules live behind the features'
/// doors. `Routes` lists them all.
package chat.switchboard.http.routes;
