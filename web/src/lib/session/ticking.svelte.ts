// The time as a reactive value, for what counts up or down on a screen. Call within a component.
import { now } from '$lib/speedrun/clock';

export function ticking(everyMs: number): { readonly now: number } {
  let time = $state(now());
  $effect(() => {
    const timer = setInterval(() => (time = now()), everyMs);
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return time;
    },
  };
}
