// Keeps the screen from going dark, where the browser can. Returns what ends it.

export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let ended = false;

  // The browser lets go whenever the page is hidden.
  async function take() {
    if (document.visibilityState !== 'visible') return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (ended) await lock.release();
    } catch {
      // Not here, or not now: then the machine's own settings hold.
    }
  }

  void take();
  document.addEventListener('visibilitychange', take);
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', take);
    void lock?.release();
  };
}
