/** Web Locks, where there are any: not in old browsers, not on insecure pages, not in Node. */
export function locks(): LockManager | undefined {
  return globalThis.navigator?.locks;
}

/** Runs `task` while no other tab runs one of the same name; where locks are missing or forbidden, at once. */
export async function alone<T>(name: string, task: () => Promise<T>): Promise<T> {
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return task();
  };
  try {
    return await (locks()?.request(name, begin) ?? begin());
  } catch (thrown) {
    // A frame on somebody else's page, in a browser that allows those no storage, gets no locks either.
    if (hasBegun) throw thrown;
    return begin();
  }
}
