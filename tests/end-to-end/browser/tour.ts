// Every screen and state of the app, one after the other, for whoever looks at each of them: for
// accessibility, for layout, for pictures. Finds its way without words, so it works in any language.
import { expect } from 'vitest';
import {
  importFile,
  questionSet,
  questionWith,
  realQuestionSet,
  type QuestionSet,
} from '../support/question-sets';
import { AnswerKey, type Strategy } from './answer-key';
import { connectionTrouble, type BrowserWindow } from './browser-window';
import { EditorPage } from './editor-page';
import { eventually } from './eventually';
import { HomePage } from './home-page';
import type { HostPage } from './host-page';
import type { Line } from './line';
import { ParticipantPage } from './participant-page';
import type { Opening, Stage } from './stage';

// Called when the state is on the screen. Some pass by themselves after two seconds.
export type Look = (window: BrowserWindow, state: string) => Promise<void>;

const names = ['Grace Hopper', 'Linus', 'Margaret Hamilton', 'Ada Lovelace', 'Edsger', 'Barbara'];
const science = JSON.parse(realQuestionSet('science-technology').toString('utf8')) as QuestionSet;
const set: QuestionSet = [...science.slice(0, 2), questionWith([0, 2]), ...science.slice(2, 5)];
const key = new AnswerKey(set);
const nothing = 'CDFHJKMN';

// One right and one wrong, where there are two to choose.
const half: Strategy = (question) => {
  const [right] = key.right(question);
  return [right as number, ...key.wrong(question)].slice(0, key.right(question).length);
};

export class Tour {
  constructor(
    private readonly stage: Stage,
    private readonly opening: Opening,
    private readonly line: Line,
    private readonly look: Look,
  ) {}

  async everywhere(): Promise<void> {
    await this.waysIn();
    await this.setUp();
    await this.race();
  }

  private async waysIn(): Promise<void> {
    const window = await this.stage.window(this.opening);
    window.tolerate(/status of 404/);
    const home = new HomePage(window);
    await home.open();
    await this.see(window, 'host', 'home');
    await home.join(nothing);
    await window.page.locator('[data-testid=code-input][aria-invalid=true]').waitFor();
    await this.look(window, 'home-wrong-code');
    for (const [path, testId] of [
      ['/elsewhere', 'not-found'],
      [`/join/${nothing}`, 'join-refused'],
      [`/host/${nothing}`, 'host-foreign'],
      [`/present/${nothing}`, 'present-foreign'],
      [`/results/${nothing}`, 'results-gone'],
    ] as const) {
      await window.goTo(path);
      await this.see(window, testId);
    }
  }

  private async setUp(): Promise<void> {
    const host = await this.stage.host(this.opening);
    const { window } = host;
    window.tolerate(/status of 4/, /net::ERR_CONNECTION/);
    await this.look(window, 'set-up-empty');
    const wrong = questionSet(4).map((question) => ({ ...question, answers: [7], options: ['A'] }));
    await host.pickFile('wrong.json', JSON.stringify(wrong));
    await this.see(window, 'problem-list', 'set-up-problems');
    await host.upload(set, 'science-technology.json');
    await this.look(window, 'set-up');
    await window.get('start').click();
    await this.see(window, 'confirm-dialog', 'set-up-nobody');
    await window.get('confirm-no').click();
    await window.get('qr').click();
    await window.page.getByRole('dialog').waitFor();
    await this.look(window, 'set-up-qr');
    await window.page.keyboard.press('Escape');
    await this.rehearsal(host);
    await this.editor(host);
    await this.seats(host);
  }

  private async rehearsal(host: HostPage): Promise<void> {
    const { window, code } = host;
    await window.get('rehearse').click();
    await this.see(window, 'rehearse-dialog');
    await window.page.keyboard.press('Escape');
    await host.rehearse(3, 'mixed');
    await eventually(async () => expect(await window.get('people').locator('li').count()).toBe(3));
    // Rows that the bar at the bottom half covers are too small to hit, says axe.
    await window.get('lock').scrollIntoViewIfNeeded();
    await this.see(window, 'rehearsal', 'rehearsal-set-up');
    await host.start();
    await this.look(window, 'rehearsal-dashboard');
    await host.end();
    await this.see(window, 'host-summary', 'rehearsal-summary');
    await window.get('end-rehearsal').click();
    await window.get('rehearsal').waitFor({ state: 'detached' });
    host.code = code;
    await window.get('question-picker').waitFor();
  }

  private async editor(host: HostPage): Promise<void> {
    const { window } = host;
    const editor = new EditorPage(host);
    await editor.open();
    await this.see(window, 'editor-list', 'editor');
    await editor.add({
      question: 'Which two of these rivers flow into the Black Sea?',
      category: 'Geography',
      options: ['Danube', 'Rhine', 'Dnieper', 'Elbe'],
      answers: [0, 2],
    });
    await this.look(window, 'editor-question');
    await editor.close();
    await window.get('paste-set').click();
    await this.look(window, 'import');
    await editor.paste(importFile('gift.txt').toString('utf8'));
    await this.see(window, 'import-preview');
    await window.get('import-append').click();
    await this.see(window, 'editor-list', 'editor-imported');
    await editor.close();
  }

  private async seats(host: HostPage): Promise<void> {
    const ada = await this.stage.stranger(this.opening);
    const { window } = ada;
    await ada.followLink(host.code);
    await this.see(window, 'name-view', 'name');
    const ken = await this.stage.participant(host.code, 'Ken', this.opening);
    await ada.submitName('Ken');
    await window.page.locator('[data-testid=name-input][aria-invalid=true]').waitFor();
    await this.look(window, 'name-taken');
    const tab = await this.stage.secondTab(ken);
    await tab.followLink(host.code);
    await this.see(tab.window, 'resume-choice');
    await tab.window.get('resume').click();
    await this.see(ken.window, 'ended-superseded');
    await ada.takeSeat('Mallory');
    await window.get('rename').click();
    await this.see(window, 'name-input', 'lobby-renaming');
    await tab.window.get('move').click();
    await this.see(tab.window, 'own-link', 'lobby-own-link');
    await host.kick('Mallory');
    await this.see(window, 'ended-removed');
  }

  private async race(): Promise<void> {
    const host = await this.stage.host(this.opening);
    const { window } = host;
    await host.upload(set, 'science-technology.json');
    await window.get('quiz-name').fill('Friday night science');
    await host.selectAll();
    await host.setDuration(60);
    const big = await this.stage.secondHostTab(host);
    await big.window.goTo(`/present/${host.code}`);
    const field: ParticipantPage[] = [];
    for (const name of names.slice(0, 4))
      field.push(await this.stage.participant(host.code, name, { size: 'phone' }));
    const ada = await this.stage.participant(host.code, names[4] ?? '', {
      ...this.opening,
      server: this.line.url,
    });
    await eventually(async () => expect(await window.get('people').locator('li').count()).toBe(5));
    await this.see(ada.window, 'lobby');
    await window.page.locator('li', { hasText: ada.name }).getByTestId('extra-time').click();
    await this.see(window, 'extra-time-dialog');
    await window.get('extra-time-50').check();
    await window.get('extra-time-give').click();
    await this.see(ada.window, 'extra-time', 'lobby-extra-time');
    await this.look(window, 'set-up-people');
    await this.see(big.window, 'present-names', 'present-lobby');
    await host.start();
    await ada.window.hasShown('countdown');
    await this.look(ada.window, 'countdown');
    await this.running(host, big.window, ada, field);
    await this.finish(host, big.window, ada);
  }

  private async running(
    host: HostPage,
    big: BrowserWindow,
    ada: ParticipantPage,
    field: readonly ParticipantPage[],
  ): Promise<void> {
    const { window } = ada;
    await ada.openQuestion();
    await this.look(window, 'race-question');
    await Promise.all(
      field.map((other, index) => other.play(1 + index, index % 2 === 0 ? key.right : key.wrong)),
    );
    await this.see(big, 'present-tower', 'present-race');
    await this.see(host.window, 'dashboard');
    const tab = host.window.get('tab-questions');
    if (await tab.isVisible()) {
      await tab.click();
      await this.look(host.window, 'dashboard-questions');
    }
    await this.result(ada, key.right, 'right');
    await this.cut(ada);
    await this.several(ada);
    await this.result(ada, key.wrong, 'wrong');
    await ada.play(2, key.right);
    await this.see(window, 'waiting');
  }

  private async result(ada: ParticipantPage, strategy: Strategy, name: string): Promise<void> {
    await ada.choose(strategy(await ada.openQuestion()));
    await ada.result();
    await this.look(ada.window, `race-${name}`);
    await ada.goOn();
  }

  private async cut(ada: ParticipantPage): Promise<void> {
    const { window } = ada;
    window.tolerate(connectionTrouble);
    const question = await ada.openQuestion();
    this.line.cut();
    await this.see(window, 'reconnect', 'race-reconnecting');
    await ada.choose(key.right(question));
    await this.see(window, 'pending', 'race-pending');
    this.line.restore();
    await ada.result();
    await ada.goOn();
  }

  private async several(ada: ParticipantPage): Promise<void> {
    const [first, second] = half(await ada.openQuestion());
    await ada.option(first as number).click();
    await this.see(ada.window, 'confirm', 'race-several');
    await ada.option(second as number).click();
    await ada.window.get('confirm').click();
    await ada.result();
    await this.look(ada.window, 'race-partial');
    await ada.goOn();
  }

  private async finish(host: HostPage, big: BrowserWindow, ada: ParticipantPage): Promise<void> {
    await host.window.get('end').click();
    await this.see(host.window, 'confirm-dialog', 'dashboard-end');
    await host.confirm();
    await this.see(host.window, 'host-summary');
    await this.see(ada.window, 'participant-summary');
    await this.see(big, 'present-podium');
    await host.window.page.locator('details').first().click();
    await this.look(host.window, 'host-summary-who');
    const token = await host.window.page.evaluate(
      (code) => JSON.parse(localStorage[`mcs.host.${code}`]).token,
      host.code,
    );
    await ada.window.goTo(`/results/${host.code}#seat=${token}`);
    await this.see(ada.window, 'results-page');
    await host.window.goTo('/');
    await host.window.get('past').locator('summary').click();
    await this.see(host.window, 'past', 'home-past');
  }

  private async see(window: BrowserWindow, testId: string, state = testId): Promise<void> {
    await window.shows(testId);
    await this.look(window, state);
  }
}
