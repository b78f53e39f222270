// The question editor over a host's set-up.
import type { Question } from '../support/question-sets';
import type { BrowserWindow } from './browser-window';
import type { HostPage } from './host-page';

export class EditorPage {
  readonly window: BrowserWindow;

  constructor(readonly host: HostPage) {
    this.window = host.window;
  }

  async open(): Promise<void> {
    await this.window.get('edit-set').click();
    await this.window.get('question-editor').waitFor();
  }

  async close(): Promise<void> {
    await this.window.get('editor-close').click();
    await this.isClosed();
  }

  async isClosed(): Promise<void> {
    await this.window.get('question-editor').waitFor({ state: 'detached' });
  }

  // Adds a question; `options` may be fewer than the form has.
  async add({ question, category, options, answers }: Question): Promise<void> {
    const first = this.window.get('editor-first');
    await ((await first.count()) > 0 ? first : this.window.get('editor-add')).click();
    await this.window.get('editor-text').fill(question);
    await this.window.get('editor-category').fill(category);
    for (const [index, option] of options.entries()) await this.writeOption(index, option);
    for (const answer of answers) await this.markRight(answer);
  }

  async writeOption(index: number, text: string): Promise<void> {
    await this.window.get('editor-option').nth(index).fill(text);
  }

  // With the keyboard: the box lies under its letter.
  async markRight(index: number): Promise<void> {
    await this.window.get('editor-right').nth(index).focus();
    await this.window.page.keyboard.press('Space');
  }

  async select(text: string): Promise<void> {
    await this.window.get('editor-entry').filter({ hasText: text }).click();
  }

  // Of the list, as far as it is in sight.
  texts(): Promise<string[]> {
    return this.window.get('editor-entry').locator('.text').allInnerTexts();
  }

  async drag(from: number, to: number): Promise<void> {
    const { mouse } = this.window.page;
    const middleOf = async (place: number) => {
      const box = await this.window.get('editor-drag').nth(place).boundingBox();
      if (box === null) throw new Error(`question ${place} is not in sight`);
      return [box.x + box.width / 2, box.y + box.height / 2] as const;
    };
    await mouse.move(...(await middleOf(from)));
    await mouse.down();
    await mouse.move(...(await middleOf(to)), { steps: 5 });
    await mouse.up();
  }

  async paste(text: string): Promise<void> {
    await this.window.get('import-text').fill(text);
    await this.window.get('import-read').click();
  }

  async use(): Promise<void> {
    await this.window.get('editor-use').click();
    await this.isClosed();
    await this.window.get('question-picker').waitFor();
  }
}
