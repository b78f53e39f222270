// A host's screens: set-up, dashboard, summary.
import { expect } from 'vitest';
import type { Results } from '../support/packets';
import type { QuestionSet } from '../support/question-sets';
import type { BrowserWindow } from './browser-window';
import { eventually } from './eventually';
import { HomePage } from './home-page';

export interface Place {
  readonly name: string;
  readonly score: number;
  // "3 / 10"
  readonly at: string;
}

export class HostPage {
  code = '';

  constructor(readonly window: BrowserWindow) {}

  async open(): Promise<void> {
    const home = new HomePage(this.window);
    await home.open();
    await home.host();
    await this.window.get('setup').waitFor();
    this.code = (await this.window.get('access-code').first().innerText()).replace(' ', '');
  }

  async pickFile(name: string, content: Buffer | string): Promise<void> {
    const chooser = this.window.page.waitForEvent('filechooser');
    await this.window.get('pick-file').click();
    await (
      await chooser
    ).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  }

  async upload(set: QuestionSet | Buffer, name = 'quiz.json'): Promise<void> {
    await this.pickFile(name, Buffer.isBuffer(set) ? set : JSON.stringify(set));
    await this.window.get('question-picker').waitFor();
  }

  async dropFile(name: string, content: string): Promise<void> {
    const dataTransfer = await this.window.page.evaluateHandle(
      ([fileName, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], fileName, { type: 'application/json' }));
        return transfer;
      },
      [name, content] as const,
    );
    await this.window.get('question-set').dispatchEvent('drop', { dataTransfer });
  }

  async selectAll(): Promise<void> {
    await this.window.get('select-shown').click();
  }

  async selectRandom(count: number): Promise<void> {
    await this.window.get('random-count').fill(String(count));
    await this.window.get('pick-random').click();
  }

  async setDuration(seconds: number): Promise<void> {
    await this.window.get('duration').fill(String(seconds));
  }

  async hasInLobby(people: number): Promise<void> {
    await eventually(async () => {
      const count = await this.window.get('people-count').innerText();
      expect(Number(count.replaceAll(/\D/g, ''))).toBe(people);
    });
  }

  async lock(): Promise<void> {
    await this.window.get('lock').click();
    await this.isLocked(true);
  }

  async unlock(): Promise<void> {
    await this.window.get('lock').click();
    await this.isLocked(false);
  }

  async isLocked(locked: boolean): Promise<void> {
    await this.window.page.locator(`[data-testid=lock-state][data-locked=${locked}]`).waitFor();
  }

  async kick(name: string): Promise<void> {
    await this.window.page.locator('li', { hasText: name }).getByTestId('kick').click();
    await this.confirm();
  }

  async giveExtraTime(name: string, percent: number): Promise<void> {
    const { window } = this;
    await window.page.locator('li', { hasText: name }).getByTestId('extra-time').click();
    await window.get(`extra-time-${percent}`).check();
    await window.get('extra-time-give').click();
    await window.get('extra-time-dialog').waitFor({ state: 'detached' });
  }

  // "+50 %", or nothing.
  async extraTimeOf(name: string): Promise<string> {
    const row = this.window.page.locator('li', { hasText: name });
    return (await row.getByTestId('extra-time').innerText()).trim();
  }

  // From the set-up to the rehearsal's, which is this page's speedrun from then on.
  async rehearse(bots: number, skill: string): Promise<void> {
    const { window } = this;
    await window.get('rehearse').click();
    await window.get('bots').fill(String(bots));
    await window.get('skill').selectOption(skill);
    await window.get('begin-rehearsal').click();
    await window.get('rehearsal').waitFor();
    this.code = (await window.get('access-code').first().innerText()).replace(' ', '');
  }

  async start(): Promise<void> {
    await this.window.get('start').click();
    await this.window.get('dashboard').waitFor();
  }

  async confirm(): Promise<void> {
    await this.window.get('confirm-yes').click();
    await this.window.get('confirm-dialog').waitFor({ state: 'detached' });
  }

  // With nobody in the lobby.
  async startAlone(): Promise<void> {
    await this.window.get('start').click();
    await this.confirm();
    await this.window.get('dashboard').waitFor();
  }

  async end(): Promise<void> {
    await this.window.get('end').click();
    await this.confirm();
  }

  // The dashboard's list, best first.
  standings(): Promise<Place[]> {
    return this.window.get('standings').evaluate((list) =>
      [...list.querySelectorAll('li')].map((row) => {
        const textOf = (part: string) => row.querySelector(`.${part}`)?.textContent?.trim() ?? '';
        const score = Number(textOf('score').replaceAll(/[^\d]/g, ''));
        return { name: textOf('name'), score, at: textOf('at') };
      }),
    );
  }

  async connected(): Promise<void> {
    await eventually(async () =>
      expect(await this.window.get('connection').getAttribute('data-state')).toBe('open'),
    );
  }

  async results(): Promise<Results> {
    return JSON.parse((await this.window.download('export-json')).text) as Results;
  }

  get summary() {
    return this.window.get('host-summary');
  }
}
