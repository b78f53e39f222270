// A participant's screens, from the code to the summary.
import { errors } from 'playwright-core';
import { expect } from 'vitest';
import { collapsed, type Strategy } from './answer-key';
import type { BrowserWindow } from './browser-window';
import { eventually } from './eventually';
import { HomePage } from './home-page';
import type { ShownResult } from './page-watch';

// What the participant was told about an answer.
export interface Acknowledged {
  readonly question: string;
  readonly outcome: string;
  readonly awarded: number;
  readonly score: number;
}

const numberIn = (text: string) => Number(text.replaceAll(/[^\d]/g, ''));

export class ParticipantPage {
  name = '';
  // Every answer whose result was shown.
  readonly acknowledged: Acknowledged[] = [];

  constructor(readonly window: BrowserWindow) {}

  async enterCode(code: string): Promise<void> {
    const home = new HomePage(this.window);
    await home.open();
    await home.join(code);
  }

  async followLink(code: string): Promise<void> {
    await this.window.goTo(`/join/${code}`);
  }

  async submitName(name: string): Promise<void> {
    await this.window.get('name-input').fill(name);
    await this.window.get('take-seat').click();
  }

  async takeSeat(name: string): Promise<void> {
    await this.submitName(name);
    await this.window.get('name-view').waitFor({ state: 'detached' });
    this.name = name;
  }

  async nameIsRefused(why: RegExp): Promise<void> {
    await this.window.shows('name-problem', why);
  }

  async seesLobbyOf(name: string): Promise<void> {
    await eventually(async () =>
      expect(await this.window.get('lobby-heading').innerText()).toBe(`You’re in, ${name}`),
    );
  }

  async rename(name: string): Promise<void> {
    await this.window.get('rename').click();
    await this.submitName(name);
  }

  // The question that is open, once there is one.
  async openQuestion(): Promise<string> {
    const open = this.window
      .get('race')
      .filter({ hasNot: this.window.get('result') })
      .filter({ hasNot: this.window.get('pending') });
    return collapsed(await open.getByTestId('question').innerText());
  }

  option(index: number) {
    return this.window.page.locator(`[data-testid=option][data-option="${index}"]`);
  }

  async choose(options: readonly number[]): Promise<void> {
    for (const option of options) await this.option(option).click();
    if (options.length > 1) await this.window.get('confirm').click();
  }

  async answer(strategy: Strategy): Promise<Acknowledged> {
    const question = await this.openQuestion();
    await this.choose(strategy(question));
    return this.result();
  }

  // The next result that was shown.
  async result(): Promise<Acknowledged> {
    const { results } = this.window;
    const index = this.acknowledged.length;
    await eventually(async () => expect(results.length).toBeGreaterThan(index));
    const { question, outcome, awarded, score } = results[index] as ShownResult;
    const acknowledged = {
      question: collapsed(question),
      outcome,
      awarded: numberIn(awarded),
      score: numberIn(score),
    };
    this.acknowledged.push(acknowledged);
    return acknowledged;
  }

  // Leaves the result. The app does so by itself, too, and may be the first.
  async goOn(): Promise<void> {
    const next = this.window.get('next');
    await next.click({ timeout: 3_000 }).catch((error: unknown) => {
      if (!(error instanceof errors.TimeoutError)) throw error;
    });
    await next.waitFor({ state: 'detached' });
  }

  async play(questions: number, strategy: Strategy): Promise<void> {
    for (let played = 0; played < questions; ++played) {
      await this.answer(strategy);
      await this.goOn();
    }
  }

  async score(): Promise<number> {
    return numberIn(await this.window.get('score').innerText());
  }

  async progress(): Promise<string> {
    return this.window.get('progress').locator('[aria-hidden]').innerText();
  }

  // "1 Ada 99", and so on.
  async leaderboard(): Promise<string[]> {
    const rows = await this.window.get('leaderboard').locator('li').allInnerTexts();
    return rows.map(collapsed);
  }

  get acknowledgedScore(): number {
    return this.acknowledged.reduce((sum, { awarded }) => sum + awarded, 0);
  }

  // Presses “Try now”, unless the app has tried by itself: then the button goes at any moment.
  async reconnectNow(): Promise<void> {
    await this.window
      .get('reconnect')
      .click({ timeout: 1_000 })
      .catch(() => undefined);
  }

  async connected(): Promise<void> {
    await eventually(async () =>
      expect(await this.window.get('connection').getAttribute('data-state')).toBe('open'),
    );
  }

  get summary() {
    return this.window.get('participant-summary');
  }
}
