/// The public contract as files: the OpenAPI document of REST, and the AsyncAPI document of the sockets, which is made
/// of the same schemas. Both are published and also enforced: whatever a client sends is held against them, at either
/// edge by the same validator. Start reading at `Contract`.
package chat.switchboard.contract;
