/** At once the first time, then once for all further calls of an interval. */
export function atMostEach(intervalMs: number, work: () => void): { soon: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const turn = () => {
    timer = undefined;
    if (!isWanted) return;
    run();
  };
  const run = () => {
    isWanted = false;
    timer = setTimeout(turn, intervalMs);
    work();
  };
  return {
    soon() {
      isWanted = true;
      if (timer === undefined) run();
    },
    cancel: () => clearTimeout(timer),
  };
}
