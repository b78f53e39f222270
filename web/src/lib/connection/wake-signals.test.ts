import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchWaking } from './wake-signals';

class Page extends EventTarget {
  hidden = false;
}

let page: Page;
let browserWindow: EventTarget;
let woken: number[];
let stop: () => void;

function show(visible: boolean) {
  page.hidden = !visible;
  page.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.useFakeTimers();
  page = new Page();
  browserWindow = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', browserWindow);
  woken = [];
  stop = watchWaking((awayMs) => woken.push(awayMs));
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('watchWaking', () => {
  it('is quiet while the page is simply there', () => {
    vi.advanceTimersByTime(600_000);
    expect(woken).toEqual([]);
  });

  it('tells how long the page was hidden', () => {
    show(false);
    vi.advanceTimersByTime(45_000);
    expect(woken).toEqual([]);
    show(true);
    expect(woken).toEqual([45_000]);
  });

  it('notices that the machine slept', () => {
    vi.advanceTimersByTime(2_000);
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(2_000);
    expect(woken).toEqual([3_600_000]);
  });

  it('takes the late timers of a hidden page for no sleep', () => {
    show(false);
    vi.setSystemTime(Date.now() + 60_000);
    vi.advanceTimersByTime(2_000);
    expect(woken).toEqual([]);
  });

  it('trusts nothing after a time offline or in the back-forward cache', () => {
    browserWindow.dispatchEvent(new Event('online'));
    const shown = Object.assign(new Event('pageshow'), { persisted: true });
    browserWindow.dispatchEvent(shown);
    browserWindow.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    expect(woken).toEqual([Infinity, Infinity]);
  });

  it('stops', () => {
    stop();
    browserWindow.dispatchEvent(new Event('online'));
    show(false);
    show(true);
    expect(woken).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
