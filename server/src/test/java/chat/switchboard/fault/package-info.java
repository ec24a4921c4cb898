/// What happens when things break: the real server as a process of its own, people who write and read through it,
/// and something that goes wrong meanwhile.
///
/// Every test ends with the same question, asked by [Oracle]: is everything acknowledged stored, once, in one order,
/// and did every reader see all of it? The interleavings come from a seed, which each test prints; give it back with
/// `-Dswitchboard.seed=…`. How long a fault lasts says [Scale]: seconds in `bin/test`, as long as in real life in
/// `bin/bench faults`.
package chat.switchboard.fault;
