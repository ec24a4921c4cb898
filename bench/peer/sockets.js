import { randomUUID } from 'node:crypto';
import { Desk } from './desk.js';
import * as payload from './payload.js';

const PAGE = 50;
const FROM_THE_END = 2 ** 31 - 1;

/** The commands of the chat on a socket.io server. */
export function serve(io, identity, ledger) {
  const desk = new Desk(io, ledger);
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
    socket.on('message.send', answered(socket, ledger, (...args) => send(desk, ...args)));
    socket.on('message.read', answered(socket, ledger, (...args) => read(desk, ...args)));
    socket.on('inbox.join', answered(socket, ledger, (at) => desk.join(at)));
    socket.on('typing.start', (args) => typing(socket, args));
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
async function send(desk, socket, ledger, args) {
  const said = payload.message(args, socket.data.actor);
  if (!socket.rooms.has(said.conversationId))
    throw new payload.Refusal('not_found', 'There is nothing here, or it is not yours to see.');
  const { message, list, repeated } = await ledger.store(said);
  // The sender has the answer; everybody else in the room gets the event.
  if (!repeated) socket.to(said.conversationId).emit('message.created', { conversationId: said.conversationId, message });
  if (list) desk.changed(list);
  return { message };
}

async function read(desk, socket, ledger, args) {
  const conversationId = payload.uuid(args?.conversationId, 'conversationId');
  if (!socket.rooms.has(conversationId))
    throw new payload.Refusal('not_found', 'There is nothing here, or it is not yours to see.');
  const { type, id } = socket.data.actor;
  const row = await ledger.read(conversationId, { type, id }, args.seq);
  if (!row) return {};
  const { at, ...list } = row;
  socket.to(conversationId).emit('messages.read', { conversationId, mark: { reader: { type, id }, seq: args.seq, at } });
  if (desk.isOpen) desk.changed(list);
  return {};
}

/** Said to the others in the room, if the typist is in it. */
function typing(socket, args) {
  const conversationId = args?.conversationId;
  if (!socket.rooms.has(conversationId)) return;
  const { type, id, name } = socket.data.actor;
  socket.to(conversationId).emit('typing.started', { conversationId, by: { type, id, name } });
}
