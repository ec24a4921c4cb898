/// The first-run guide: what a new desk still needs. What is done is seen from what is there; what an admin leaves out
/// is remembered.
package chat.switchboard.setup;
