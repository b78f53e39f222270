// The test's eyes inside every page that it opens. They see each change, however short-lived, and
// tell BrowserWindow of it: which parts of the app have been on the screen, what results a
// participant was shown, and what must never be seen: a blank screen, or one that scrolls sideways.

export interface ShownResult {
  readonly question: string;
  readonly outcome: string;
  readonly awarded: string;
  readonly score: string;
}

export type Sight =
  | { readonly kind: 'part'; readonly testId: string }
  | { readonly kind: 'result'; readonly result: ShownResult }
  | { readonly kind: 'fault'; readonly what: string };

declare global {
  interface Window {
    tellTest(sight: Sight): void;
  }
}

// Runs in the page: must not refer to anything outside the function.
export function watchPage(): void {
  const told = new Set<string>();
  let lastResult: Element | null = null;
  let isLookDue = false;

  function tellOnce(sight: Sight): void {
    const key = JSON.stringify(sight);
    if (!told.has(key)) window.tellTest(sight);
    told.add(key);
  }

  function textOf(testId: string): string {
    return document.querySelector(`[data-testid=${testId}]`)?.textContent ?? '';
  }

  function seeResult(): void {
    const shown = document.querySelector('[data-testid=result]');
    if (shown !== null && shown !== lastResult) {
      const outcome = shown.getAttribute('data-outcome') ?? '';
      const [question, awarded, score] = ['question', 'awarded', 'score'].map(textOf);
      const result = { question, outcome, awarded, score } as ShownResult;
      window.tellTest({ kind: 'result', result });
    }
    lastResult = shown;
  }

  function seeParts(): void {
    for (const part of document.querySelectorAll('[data-testid]'))
      tellOnce({ kind: 'part', testId: part.getAttribute('data-testid') ?? '' });
  }

  function seeFaults(): void {
    isLookDue = false;
    if (document.readyState === 'loading') return;
    const where = `${location.pathname} (${document.title})`;
    const content = document.querySelector('main') ?? document.body;
    if (content.innerText.trim() === '')
      tellOnce({ kind: 'fault', what: `a blank screen at ${where}` });
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth)
      tellOnce({ kind: 'fault', what: `${scrollWidth} px in ${clientWidth} px at ${where}` });
  }

  new MutationObserver(() => {
    seeResult();
    seeParts();
    if (!isLookDue) requestAnimationFrame(seeFaults);
    isLookDue = true;
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
