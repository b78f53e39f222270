// Tells when the page comes back from where nothing was heard: hidden, offline, or asleep with the
// whole machine. Sleep shows as a timer that fires far too late.

const tickMs = 2_000;
// Hidden pages' timers are held back by up to a minute without any sleep, so lateness counts only
// while the page can be seen.
const sleptMs = 10_000;

// Calls back with how long nothing is known of, in milliseconds. Returns what stops it.
export function watchWaking(onWake: (awayMs: number) => void): () => void {
  let lastTick = Date.now();
  let hiddenSince: number | null = document.hidden ? lastTick : null;

  const tick = () => {
    const now = Date.now();
    const late = now - lastTick - tickMs;
    lastTick = now;
    if (late > sleptMs && !document.hidden) onWake(late);
  };
  const onVisibility = () => {
    const now = Date.now();
    lastTick = now;
    if (document.hidden) {
      hiddenSince = now;
      return;
    }
    const awayMs = hiddenSince === null ? 0 : now - hiddenSince;
    hiddenSince = null;
    onWake(awayMs);
  };
  const onOnline = () => onWake(Infinity);
  const onPageShow = (event: PageTransitionEvent) => {
    if (event.persisted) onWake(Infinity);
  };

  const timer = setInterval(tick, tickMs);
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', onOnline);
  window.addEventListener('pageshow', onPageShow);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', onOnline);
    window.removeEventListener('pageshow', onPageShow);
  };
}
