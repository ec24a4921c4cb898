const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOST_CODE_UNITS = 5_000;

/** What a client may have done wrong, with the contract's code. */
export class Refusal extends Error {
  constructor(code, message, field) {
    super(message);
    this.answer = { ok: false, error: { code, message, ...(field && { field }) } };
  }
}

export function uuid(value, field) {
  if (typeof value !== 'string' || !UUID.test(value)) throw new Refusal('validation_failed', 'This must be a UUID.', field);
  return value;
}

export function message(payload, sender) {
  const { conversationId, id, kind = 'text', content, replyTo = null } = payload ?? {};
  if (typeof content !== 'string' || content.trim() === '' || content.length > MOST_CODE_UNITS)
    throw new Refusal('validation_failed', 'Between 1 and 5000 characters.', 'content');
  if (kind !== 'text' && kind !== 'quick_reply')
    throw new Refusal('validation_failed', 'One of text and quick_reply.', 'kind');
  if (replyTo !== null && !Number.isInteger(replyTo))
    throw new Refusal('validation_failed', 'This must be a seq.', 'replyTo');
  return { conversationId: uuid(conversationId, 'conversationId'), id: uuid(id, 'id'), sender, kind, content, replyTo };
}
