// A value that follows another, but not more often than every so many milliseconds: for what is dear to
// show. Call within a component.
import { untrack } from 'svelte';

export function paced<Value>(
  source: () => Value,
  everyMs: (value: Value) => number,
): { readonly value: Value } {
  let value = $state.raw(untrack(source));
  let timer: ReturnType<typeof setTimeout> | undefined;
  $effect(() => {
    const latest = source();
    timer ??= setTimeout(() => {
      timer = undefined;
      value = untrack(source);
    }, everyMs(latest));
  });
  $effect(() => () => clearTimeout(timer));
  return {
    get value() {
      return value;
    },
  };
}
