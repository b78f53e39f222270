// Registers the service worker, which lets the app start without a network. Not while somebody waits
// for a question, and never in development.

// Who has just come has more urgent things to fetch.
const afterMs = 3_000;

export function prepareForOffline(isBusy: () => boolean): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  setTimeout(() => {
    if (isBusy()) return;
    // Full disks and private windows refuse: then there is no app without a network.
    navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
  }, afterMs);
}
