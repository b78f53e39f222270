// One browser window with storage of its own, or a further tab of one. Keeps everything that went
// wrong in it; what a test does not tolerate fails the test.
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { watchPage, type ShownResult, type Sight } from './page-watch';

export const sizes = {
  phone: { width: 360, height: 740 },
  landscape: { width: 740, height: 360 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1440, height: 900 },
  wall: { width: 1920, height: 1080 },
  // A desktop at 200 %.
  zoomed: { width: 720, height: 450 },
} as const;
export type Size = keyof typeof sizes;

// What the browser reports while its network or its server is gone; the last of it when that happens to
// the service worker, which is fetched seconds after the page.
export const connectionTrouble =
  /net::ERR_(CONNECTION_|INTERNET_DISCONNECTED|NETWORK_|SOCKET_|EMPTY_)|WebSocket connection to|error occurred when fetching the script/;

export class BrowserWindow {
  // POST requests of this window, in order, as paths.
  readonly posted: string[] = [];
  // Every result that was on the screen, however briefly.
  readonly results: ShownResult[] = [];
  private readonly seen = new Set<string>();
  private readonly problems: string[] = [];
  private readonly tolerated: RegExp[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly server: string,
    private readonly eyes: boolean,
  ) {
    this.watch();
  }

  // `eyes` in the page see everything; without them the page is as quick as it is.
  static async open(context: BrowserContext, server: string, eyes = true): Promise<BrowserWindow> {
    const page = await context.newPage();
    const window = new BrowserWindow(context, page, server, eyes);
    if (!eyes) return window;
    await page.exposeFunction('tellTest', (sight: Sight) => window.see(sight));
    await page.addInitScript(watchPage);
    return window;
  }

  get(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  // Waits until this is to be seen, with this text.
  async shows(testId: string, text?: RegExp): Promise<void> {
    const place = this.get(testId);
    await (text === undefined ? place : place.filter({ hasText: text })).waitFor();
  }

  // For what leaves by itself, and may have done so.
  async hasShown(testId: string): Promise<void> {
    await eventually(async () => expect(this.seen).toContain(testId));
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.server).href);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  // With the keyboard alone.
  async tabTo(testId: string): Promise<void> {
    const isThere = () => this.get(testId).evaluate((it) => it === document.activeElement);
    for (let presses = 0; presses < 100; ++presses) {
      await this.page.keyboard.press('Tab');
      if (await isThere()) return;
    }
    throw new Error(`Tab does not get to ${testId}`);
  }

  // Waits until the focus is there.
  async hasFocusOn(selector: string): Promise<void> {
    await eventually(async () => {
      const isThere = await this.page.evaluate(
        (wanted) => document.activeElement?.matches(wanted) === true,
        selector,
      );
      if (!isThere) throw new Error(`the focus is not on ${selector}`);
    });
  }

  // What a click on this saves.
  async download(testId: string): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.get(testId).click(),
    ]);
    return {
      name: download.suggestedFilename(),
      text: await readFile(await download.path(), 'utf8'),
    };
  }

  // A second tab of the same browser: shares localStorage, has a sessionStorage of its own.
  secondTab(): Promise<BrowserWindow> {
    return BrowserWindow.open(this.context, this.server, this.eyes);
  }

  get signOns(): number {
    return this.posted.filter((path) => path.startsWith('/signon/')).length;
  }

  // For what the test itself provokes.
  tolerate(...problems: RegExp[]): void {
    this.tolerated.push(...problems);
  }

  get untolerated(): string[] {
    return this.problems.filter(
      (problem) => !this.tolerated.some((tolerated) => tolerated.test(problem)),
    );
  }

  private see(sight: Sight): void {
    if (sight.kind === 'part') this.seen.add(sight.testId);
    else if (sight.kind === 'result') this.results.push(sight.result);
    else this.problems.push(`seen: ${sight.what}`);
  }

  private watch(): void {
    const { page, problems } = this;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        problems.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => problems.push(`thrown: ${error.stack ?? error.message}`));
    page.on('crash', () => problems.push('the page crashed'));
    page.on('request', (request) => {
      if (request.method() === 'POST') this.posted.push(new URL(request.url()).pathname);
    });
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'failed';
      // What a page still asks for when it is left.
      if (why !== 'net::ERR_ABORTED') problems.push(`request: ${why} for ${request.url()}`);
    });
  }
}
