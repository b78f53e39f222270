// Runs inside every page that a test opens. After each change it looks for what must never be seen,
// a blank screen or one that scrolls sideways, and reports it as an error on the console, where
// BrowserWindow picks it up. Must not refer to anything outside the function.
export function watchPage(): void {
  const told = new Set<string>();
  let isDue = false;

  function report(what: string): void {
    const where = `${location.pathname} (${document.title})`;
    if (!told.has(what)) console.error(`seen at ${where}: ${what}`);
    told.add(what);
  }

  function look(): void {
    isDue = false;
    if (document.readyState === 'loading') return;
    const content = document.querySelector('main') ?? document.body;
    if (content.innerText.trim() === '') report('a blank screen');
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) report(`${scrollWidth} px of content in ${clientWidth} px`);
  }

  new MutationObserver(() => {
    if (!isDue) requestAnimationFrame(look);
    isDue = true;
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
