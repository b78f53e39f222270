// A screen reader's ears inside a page: what the live regions say, in order.
import type { BrowserWindow } from './browser-window';

declare global {
  interface Window {
    heard: string[];
  }
}

// Runs in the page: must not refer to anything outside the function.
function listen(): void {
  const regions = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
  const last = new Map<Element, string>();
  const hear = () => {
    for (const region of document.querySelectorAll(regions)) {
      const text = (region.textContent ?? '').replaceAll(/\s+/gu, ' ').trim();
      if (text !== '' && text !== last.get(region)) window.heard.push(text);
      last.set(region, text);
    }
  };
  window.heard = [];
  hear();
  window.heard = [];
  new MutationObserver(hear).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

export class Hearing {
  private constructor(private readonly window: BrowserWindow) {}

  // From now on, until the page is left.
  static async of(window: BrowserWindow): Promise<Hearing> {
    await window.page.evaluate(listen);
    return new Hearing(window);
  }

  heard(): Promise<string[]> {
    return this.window.page.evaluate(() => window.heard);
  }
}
