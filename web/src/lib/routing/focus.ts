import { router } from './router.svelte';

// For the heading of a screen or view: shows it, and takes the focus that the one before has left
// behind, so that keyboards and screen readers go on there. Never takes it from where somebody is.
export function takeFocus(heading: HTMLElement): void {
  scrollTo(0, 0);
  if (document.activeElement === null || document.activeElement === document.body) {
    heading.focus({ preventScroll: true });
  }
}

// The same for the first screen of a visit: there the page itself is where reading begins.
export function takeFocusOnReturn(heading: HTMLElement): void {
  if (router.hasNavigated) takeFocus(heading);
}
