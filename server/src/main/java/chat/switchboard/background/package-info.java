/// Work nobody asked for: sweeps that find what should have happened and has not. One node at a time does each,
/// under a lease in the database; whoever takes over finds the rest.
package chat.switchboard.background;
