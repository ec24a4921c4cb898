import type { Outgoing } from './state.ts';

const STORE = 'outgoing';

/** Where messages wait until a ledger has them: they survive reload, tab close and restart. */
export interface Outbox {
  load(): Promise<Outgoing[]>;
  put(outgoing: Outgoing): void;
  remove(id: string): void;
  close(): void;
}

/**
 * The outbox of one person in this browser, oldest first; ids are time-ordered. Where IndexedDB is blocked
 * (some private windows), messages wait in memory only.
 */
export function openOutbox(owner: string): Outbox {
  const database = open(nameOf(owner)).catch(() => null);
  const store = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) => {
    const opened = await database;
    return opened && result(work(opened.transaction(STORE, mode).objectStore(STORE)));
  };
  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);
  return {
    load: async () => (await store<Outgoing[]>('readonly', (all) => all.getAll()).catch(() => null)) ?? [],
    put: (outgoing) => quietly(store('readwrite', (all) => all.put(outgoing))),
    remove: (id) => quietly(store('readwrite', (all) => all.delete(id))),
    close: () => quietly(database.then((opened) => opened?.close())),
  };
}

/** Deletes all that waits in this browser for one person, also where another page has it open. */
export async function deleteOutbox(owner: string): Promise<void> {
  try {
    await result(indexedDB.deleteDatabase(nameOf(owner)));
  } catch {
    // IndexedDB is blocked: nothing was kept.
  }
}

function nameOf(owner: string): string {
  return `switchboard.outbox:${owner}`;
}

async function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
  const opened = await result(request);
  // A page that deletes it would wait for this one.
  opened.onversionchange = () => opened.close();
  return opened;
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
