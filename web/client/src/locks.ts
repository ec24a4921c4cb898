/** Web Locks, where there are any: not in old browsers, not on insecure pages, not in Node. */
export function locks(): LockManager | undefined {
  return globalThis.navigator?.locks;
}

/** Runs `task` while no other tab runs one of the same name; without Web Locks, at once. */
export function alone<T>(name: string, task: () => Promise<T>): Promise<T> {
  return (locks()?.request(name, task) as Promise<T> | undefined) ?? task();
}
