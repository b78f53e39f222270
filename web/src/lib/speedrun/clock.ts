// The clock that questions are timed with: epoch milliseconds that never jump, unlike Date.now().
// It may stand still while the machine sleeps; the server's `remainingMs` then corrects deadlines.

export function now(): number {
  return performance.timeOrigin + performance.now();
}
