import { readFile } from 'node:fs/promises';
import pg from 'pg';

// Parsed on the client by default; as text it is what the JSON needs.
const TIMESTAMPTZ = 1184;
pg.types.setTypeParser(TIMESTAMPTZ, (text) => text);

const UNIQUE_VIOLATION = '23505';
const TIME = `to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"`;
const COLUMNS = `conversation_id AS "conversationId", seq, id, sender_type, sender_id, sender_name, kind, content,
                 reply_to AS "replyTo", ${TIME}`;

// A name makes node-postgres prepare the statement once on each connection.
const SQL = {
  begin: 'BEGIN',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
  advance: {
    name: 'advance',
    text: `UPDATE conversation SET last_seq = last_seq + 1, last_message_at = now() WHERE id = $1
           RETURNING last_seq AS seq`,
  },
  insert: {
    name: 'insert',
    text: `INSERT INTO message (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                                reply_to, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now()) RETURNING ${TIME}`,
  },
  append: {
    name: 'append',
    text: `WITH next AS (
             UPDATE conversation SET last_seq = last_seq + 1, last_message_at = now() WHERE id = $1
             RETURNING last_seq)
           INSERT INTO message (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                                reply_to, created_at)
           SELECT $1, last_seq, $2, $3, $4, $5, $6, $7, $8, now() FROM next
           RETURNING seq, ${TIME}`,
  },
  // The same, and what lists show: who has it, what was said last, how much is unread.
  appendAtDesk: {
    name: 'appendAtDesk',
    text: `WITH next AS (
             UPDATE conversation SET last_seq = last_seq + 1, last_message_at = now(), preview = left($7, 140),
                    assigned_agent_id = CASE WHEN $3 = 'agent' THEN coalesce(assigned_agent_id, $4)
                                             ELSE assigned_agent_id END,
                    status = CASE WHEN $3 = 'agent' THEN 'active' ELSE status END,
                    unread = CASE WHEN $3 = 'agent' THEN unread ELSE unread + 1 END
             WHERE id = $1
             RETURNING last_seq, assigned_agent_id, unread, status),
           said AS (
             INSERT INTO message (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                                  reply_to, created_at)
             SELECT $1, last_seq, $2, $3, $4, $5, $6, $7, $8, now() FROM next
             RETURNING seq, created_at)
           SELECT seq, ${TIME}, assigned_agent_id AS "assignedAgentId", unread, status FROM said, next`,
  },
  read: {
    name: 'read',
    text: `WITH mark AS (
             INSERT INTO read_mark (conversation_id, reader_id, reader_type, seq, at) VALUES ($1, $2, $3, $4, now())
             ON CONFLICT (conversation_id, reader_id) DO UPDATE SET seq = excluded.seq, at = excluded.at
             WHERE read_mark.seq < excluded.seq
             RETURNING at)
           UPDATE conversation SET unread = CASE WHEN $3 = 'agent' THEN 0 ELSE unread END FROM mark WHERE id = $1
           RETURNING id, status, last_seq AS "lastSeq", assigned_agent_id AS "assignedAgentId", unread, preview, mark.at`,
  },
  counts: {
    name: 'counts',
    text: `SELECT assigned_agent_id AS agent, count(*)::int AS mine FROM conversation
           WHERE assigned_agent_id = ANY ($1) GROUP BY 1`,
  },
  waiting: { name: 'waiting', text: `SELECT count(*)::int AS waiting FROM conversation WHERE assigned_agent_id IS NULL` },
  find: { name: 'find', text: `SELECT ${COLUMNS} FROM message WHERE conversation_id = $1 AND id = $2` },
  open: { name: 'open', text: 'INSERT INTO conversation (id, customer_id, subject) VALUES ($1, $2, $3)' },
  conversation: {
    name: 'conversation',
    text: `SELECT id, customer_id AS "customerId", subject, status, last_seq AS "lastSeq"
           FROM conversation WHERE id = $1`,
  },
  page: {
    name: 'page',
    text: `SELECT ${COLUMNS} FROM message WHERE conversation_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3`,
  },
};

/** Conversations and messages in PostgreSQL: one transaction a message, `seq` without gaps. */
export class Ledger {
  /**
   * @param {string} url
   * @param {'four' | 'one'} statements
   * @param {number} connections
   */
  constructor(url, statements, connections) {
    this.pool = new pg.Pool({ connectionString: url, max: connections, idleTimeoutMillis: 0 });
    this.keepsLists = false;
    this.append = statements === 'four' ? this.appendInFour : this.appendInOne;
  }

  async createSchema() {
    await this.pool.query(await readFile(new URL('schema.sql', import.meta.url), 'utf8'));
  }

  async open(conversation) {
    await this.pool.query({ ...SQL.open, values: [conversation.id, conversation.customerId, conversation.subject] });
  }

  async conversation(id) {
    const { rows } = await this.pool.query({ ...SQL.conversation, values: [id] });
    return rows[0];
  }

  /** Up to `limit` messages before `seq`, oldest first. */
  async page(conversationId, before, limit) {
    const { rows } = await this.pool.query({ ...SQL.page, values: [conversationId, before, limit] });
    return rows.reverse().map(messageOf);
  }

  /** Stores a message once: the same id again answers with the first result. */
  async store(message) {
    try {
      if (!this.keepsLists) return { message: await this.append(message), repeated: false };
      const { list, ...stored } = await this.appendAtDesk(message);
      return { message: stored, list, repeated: false };
    } catch (error) {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      const { rows } = await this.pool.query({ ...SQL.find, values: [message.conversationId, message.id] });
      return { message: messageOf(rows[0]), repeated: true };
    }
  }

  /** The read mark's row of the conversation, or undefined when it was read further already. */
  async read(conversationId, reader, seq) {
    const { rows } = await this.pool.query({ ...SQL.read, values: [conversationId, reader.id, reader.type, seq] });
    return rows[0];
  }

  /** The counts of each of these agents' lists. */
  async counts(agents) {
    const [mine, waiting] = await Promise.all([
      this.pool.query({ ...SQL.counts, values: [agents] }),
      this.pool.query(SQL.waiting),
    ]);
    const counts = new Map(agents.map((id) => [id, { mine: 0, ...waiting.rows[0] }]));
    for (const { agent, mine: count } of mine.rows) counts.get(agent).mine = count;
    counts.set('waiting', waiting.rows[0]);
    return counts;
  }

  async appendAtDesk(message) {
    const { conversationId, id, sender, kind, content, replyTo } = message;
    const { rows } = await this.pool.query({
      ...SQL.appendAtDesk,
      values: [conversationId, id, sender.type, sender.id, sender.name, kind, content, replyTo],
    });
    const { seq, createdAt, ...row } = rows[0];
    const list = { id: conversationId, lastSeq: seq, preview: content.slice(0, 140), lastMessageAt: createdAt, ...row };
    return { ...stored(message, seq, createdAt), list };
  }

  async appendInFour(message) {
    const { conversationId, id, sender, kind, content, replyTo } = message;
    const client = await this.pool.connect();
    try {
      await client.query(SQL.begin);
      const advanced = await client.query({ ...SQL.advance, values: [conversationId] });
      const { seq } = advanced.rows[0];
      const inserted = await client.query({
        ...SQL.insert,
        values: [conversationId, seq, id, sender.type, sender.id, sender.name, kind, content, replyTo],
      });
      await client.query(SQL.commit);
      return stored(message, seq, inserted.rows[0].createdAt);
    } catch (error) {
      await client.query(SQL.rollback);
      throw error;
    } finally {
      client.release();
    }
  }

  async appendInOne(message) {
    const { conversationId, id, sender, kind, content, replyTo } = message;
    const { rows } = await this.pool.query({
      ...SQL.append,
      values: [conversationId, id, sender.type, sender.id, sender.name, kind, content, replyTo],
    });
    return stored(message, rows[0].seq, rows[0].createdAt);
  }

  async close() {
    await this.pool.end();
  }
}

/** The fields in the order of the contract. */
function stored({ conversationId, id, sender, kind, content, replyTo }, seq, createdAt) {
  return { conversationId, seq, id, sender, kind, content, attachments: [], metadata: {}, replyTo, createdAt };
}

function messageOf({ sender_type, sender_id, sender_name, ...row }) {
  const sender = { type: sender_type, id: sender_id, name: sender_name };
  return stored({ ...row, sender }, row.seq, row.createdAt);
}
