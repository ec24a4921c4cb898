import { randomUUID } from 'node:crypto';
import * as payload from './payload.js';

const PAGE = 50;
const FROM_THE_END = 2 ** 31 - 1;

/** The commands of the chat on a socket.io server. */
export function serve(io, identity, ledger) {
  // The HTTP request of the handshake is of no use any more and weighs as much as the socket.
  io.engine.on('connection', (raw) => {
    raw.request = null;
  });

  io.use((socket, next) => {
    socket.data.actor = identity.authenticate(socket.handshake.auth.token);
    if (socket.data.actor) return next();
    const refused = new Error('unauthenticated');
    refused.data = { code: 'unauthenticated' };
    next(refused);
  });

  io.on('connection', (socket) => {
    socket.on('conversation.open', answered(socket, ledger, open));
    socket.on('conversation.join', answered(socket, ledger, join));
    socket.on('message.send', answered(socket, ledger, send));
  });
}

/** Every command is answered, whatever happens. */
function answered(socket, ledger, command) {
  return async (args, ack) => {
    try {
      ack({ ok: true, ...(await command(socket, ledger, args)) });
    } catch (error) {
      if (!error.answer) console.error(error);
      ack(error.answer ?? { ok: false, error: { code: 'unavailable', message: 'Try again.', retryAfter: 1 } });
    }
  };
}

async function open(socket, ledger, { subject = null } = {}) {
  const conversation = { id: randomUUID(), customerId: socket.data.actor.id, subject, status: 'open', lastSeq: 0 };
  await ledger.open(conversation);
  socket.join(conversation.id);
  return { conversation };
}

async function join(socket, ledger, args) {
  const id = payload.uuid(args?.conversationId, 'conversationId');
  const conversation = await ledger.conversation(id);
  const { type, id: actorId } = socket.data.actor;
  if (!conversation || (type === 'customer' && conversation.customerId !== actorId))
    throw new payload.Refusal('not_found', 'There is nothing here, or it is not yours to see.');
  socket.join(id);
  const messages = await ledger.page(id, FROM_THE_END, PAGE);
  return { conversation, messages, hasMore: (messages[0]?.seq ?? 1) > 1 };
}

/** The room is the right to write: nobody joins without having been checked. */
async function send(socket, ledger, args) {
  const said = payload.message(args, socket.data.actor);
  if (!socket.rooms.has(said.conversationId))
    throw new payload.Refusal('not_found', 'There is nothing here, or it is not yours to see.');
  const { message, repeated } = await ledger.store(said);
  // The sender has the answer; everybody else in the room gets the event.
  if (!repeated) socket.to(said.conversationId).emit('message.created', { conversationId: said.conversationId, message });
  return { message };
}
