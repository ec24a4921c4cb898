/** Runs `work` at most once per interval: at the first `request()`, and once more for all that follow in it. */
export function throttle(intervalMs: number, work: () => void): { request: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const intervalOver = () => {
    timer = undefined;
    if (isWanted) run();
  };
  const run = () => {
    isWanted = false;
    timer = setTimeout(intervalOver, intervalMs);
    work();
  };
  return {
    request() {
      isWanted = true;
      if (timer === undefined) run();
    },
    cancel: () => clearTimeout(timer),
  };
}
