/** Runs `task` while no other tab runs one of the same name; without Web Locks, at once. */
export function alone<T>(name: string, task: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return task();
  return navigator.locks.request(name, task) as Promise<T>;
}
