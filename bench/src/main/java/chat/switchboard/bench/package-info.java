/// Measures Switchboard and its peer one after the other on the same machine, and reports both.
///
/// [chat.switchboard.bench.Bench] starts everything, tells the load process what to do, reads what each
/// process used from `/proc`, compares the generator's books with the stored rows, and prints one table.
package chat.switchboard.bench;
