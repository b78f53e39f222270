import { beforeEach, describe, expect, it } from 'vitest';
import { Credentials } from '$lib/session/credentials';
import { JsonStorage } from '$lib/session/json-storage';
import { Editor } from './editor.svelte';
import { nativeSetOf } from './question-set';

const native = ['Q', 'R', 'S'].map((question) => ({
  question,
  category: 'C',
  options: ['a', 'b'],
  answers: [0],
}));
const noStorage = () => {
  throw new Error('forbidden');
};

let credentials: Credentials;
let editor: Editor;

const open = () => new Editor('FH7K29CX', credentials, native);
const texts = (of = editor) => of.set.map(({ text }) => text);
const idOf = (text: string) => editor.set.find((question) => question.text === text)?.id as number;

beforeEach(() => {
  credentials = new Credentials(new JsonStorage(noStorage), new JsonStorage(noStorage));
  editor = open();
});

describe('an editor', () => {
  it('begins with the uploaded set, its first question selected', () => {
    expect(nativeSetOf(editor.set)).toEqual(native);
    expect(editor.selected?.text).toBe('Q');
    expect(editor.changed).toBe(false);
  });

  it('adds a question in the category of the selected one, and selects it', () => {
    editor.update({ ...editor.set[0]!, category: 'D' });
    editor.add();
    expect(editor.selected).toMatchObject({ text: '', category: 'D' });
    expect(editor.selectedPlace).toBe(3);
    expect(editor.faulty).toHaveLength(1);
  });

  it('deletes, selects the next, and brings back', () => {
    editor.remove(idOf('Q'));
    expect(texts()).toEqual(['R', 'S']);
    expect(editor.selected?.text).toBe('R');
    editor.restore();
    expect(texts()).toEqual(['Q', 'R', 'S']);
    expect(editor.selected?.text).toBe('Q');
    editor.remove(idOf('S'));
    expect(editor.selected?.text).toBe('R');
    editor.move(idOf('R'), 0);
    expect(editor.removed).toBeNull();
    expect(texts()).toEqual(['R', 'Q']);
  });

  it('duplicates a question beside itself', () => {
    editor.duplicate(idOf('R'));
    expect(texts()).toEqual(['Q', 'R', 'R', 'S']);
    expect(editor.selectedPlace).toBe(2);
  });

  it('imports after what there is, or instead', () => {
    editor.add();
    editor.import([native[1]!], false);
    expect(texts()).toEqual(['Q', 'R', 'S', 'R']);
    expect(editor.selectedPlace).toBe(3);
    editor.import([native[2]!], true);
    expect(texts()).toEqual(['S']);
  });

  it('takes no more than a set may have', () => {
    editor.import(
      Array.from({ length: 4_997 }, () => native[0]!),
      false,
    );
    expect(editor.room).toBe(0);
    editor.add();
    editor.duplicate(idOf('R'));
    expect(editor.set).toHaveLength(5_000);
  });
});

describe('its draft', () => {
  it('outlives the page', () => {
    editor.add();
    editor.save();
    const again = open();
    expect(texts(again)).toEqual(['Q', 'R', 'S', '']);
    expect(again.changed).toBe(true);
    again.discard();
    expect(texts(again)).toEqual(['Q', 'R', 'S']);
    expect(open().changed).toBe(false);
  });

  it('is only of changes, and gone with the upload', () => {
    editor.save();
    expect(credentials.editorDraft('FH7K29CX')).toBeNull();
    editor.shuffleAll();
    editor.save();
    expect(credentials.editorDraft('FH7K29CX')).not.toBeNull();
    editor.done();
    expect(credentials.editorDraft('FH7K29CX')).toBeNull();
  });
});
