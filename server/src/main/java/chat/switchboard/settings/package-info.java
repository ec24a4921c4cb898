/// How settings are described, read from the environment and the command line, and explained to operators.
///
/// A feature owns a record of its settings, each component a [Setting]; `Config` gathers them.
package chat.switchboard.settings;
