import { vi } from 'vitest';

interface Waiting {
  options: LockOptions;
  run(): void;
  reject(error: Error): void;
}

/** The Web Locks of one browser: one holder of a name at a time, the others wait in order, theft ends the holder. */
class ScriptedLocks {
  readonly #held = new Map<string, { end(error: Error): void }>();
  readonly #waiting = new Map<string, Waiting[]>();
  isForbidden = false;

  request<T>(name: string, ...rest: [LockOptions, () => Promise<T>] | [() => Promise<T>]): Promise<T> {
    const [options, task] = rest.length === 1 ? [{}, rest[0]] : rest;
    if (this.isForbidden) return Promise.reject(new DOMException('forbidden', 'SecurityError'));
    return new Promise<T>((resolve, reject) => {
      const run = () => {
        const holder = { end: reject };
        this.#held.set(name, holder);
        void Promise.resolve(task())
          .then(resolve, reject)
          .then(() => {
            if (this.#held.get(name) !== holder) return;
            this.#held.delete(name);
            this.#waiting.get(name)?.shift()?.run();
          });
      };
      const waiting = { options, run, reject };
      options.signal?.addEventListener('abort', () => {
        const queue = this.#waiting.get(name) ?? [];
        if (queue.includes(waiting)) queue.splice(queue.indexOf(waiting), 1);
        reject(new DOMException('aborted', 'AbortError'));
      });
      const holder = this.#held.get(name);
      if (options.steal) {
        holder?.end(new DOMException('stolen', 'AbortError'));
        run();
      } else if (holder) {
        this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), waiting]);
      } else run();
    });
  }
}

class ScriptedChannel {
  static readonly all = new Set<ScriptedChannel>();
  /** A tab that the system has frozen says and hears nothing. */
  isFrozen = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
    ScriptedChannel.all.add(this);
  }

  /** A copy, as in a browser, and later. */
  postMessage(data: unknown): void {
    if (this.isFrozen) return;
    const copy = structuredClone(data);
    for (const other of ScriptedChannel.all)
      if (other !== this && other.name === this.name)
        queueMicrotask(() => other.isFrozen || other.onmessage?.({ data: copy }));
  }

  close(): void {
    this.onmessage = null;
    ScriptedChannel.all.delete(this);
  }
}

/** What the tabs of one browser share. Undone by `vi.unstubAllGlobals()`. */
export function scriptedBrowser(): ScriptedLocks {
  const locks = new ScriptedLocks();
  ScriptedChannel.all.clear();
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('BroadcastChannel', ScriptedChannel);
  return locks;
}

/** The one that was opened last. */
export function latestChannel(): ScriptedChannel {
  const channel = [...ScriptedChannel.all].at(-1);
  if (!channel) throw new Error('No channel is open');
  return channel;
}
