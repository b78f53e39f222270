// The home page: the two ways in.
import type { BrowserWindow } from './browser-window';

export class HomePage {
  constructor(readonly window: BrowserWindow) {}

  async open(): Promise<void> {
    await this.window.goTo('/');
  }

  async join(code: string): Promise<void> {
    await this.window.get('code-input').fill(code);
    await this.window.get('join').click();
  }

  async host(): Promise<void> {
    await this.window.get('host').click();
  }

  async tells(problem: RegExp): Promise<void> {
    await this.window.shows('join-problem', problem);
  }
}
