// The set that a host is editing, what of it is selected, and its draft in the browser.
import type { HostQuestion } from '$lib/protocol/packets';
import type { Credentials } from '$lib/session/credentials';
import {
  blankQuestion,
  defaultCategory,
  editedFrom,
  faultsOf,
  inserted,
  isUntouched,
  limits,
  moved,
  nativeSetOf,
  replaced,
  restored,
  shuffledOptions,
  without,
  type EditedQuestion,
  type EditedSet,
} from './question-set';

interface Removed {
  readonly question: EditedQuestion;
  readonly place: number;
}

export class Editor {
  set: EditedSet = $state.raw([]);
  selectedId: number | null = $state(null);
  // What was deleted last, while it can be brought back.
  removed: Removed | null = $state.raw(null);
  readonly selectedPlace = $derived(this.set.findIndex(({ id }) => id === this.selectedId));
  readonly selected = $derived(this.set[this.selectedPlace] ?? null);
  readonly faulty = $derived(this.set.filter((question) => faultsOf(question).length > 0));
  // Whether the set is another than the uploaded one.
  #changed = $state(false);

  constructor(
    private readonly code: string,
    private readonly credentials: Credentials,
    private readonly uploaded: readonly HostQuestion[],
  ) {
    const draft = restored(credentials.editorDraft(code));
    this.set = draft ?? editedFrom(uploaded);
    this.#changed = draft !== null;
    this.selectedId = this.set[0]?.id ?? null;
  }

  get changed(): boolean {
    return this.#changed;
  }

  get room(): number {
    return limits.questions - this.set.length;
  }

  select(id: number | null): void {
    this.selectedId = id;
  }

  // In the category of the one before, as one writes them.
  add(): void {
    if (this.room <= 0) return;
    const category = (this.selected ?? this.set.at(-1))?.category ?? defaultCategory;
    const question = blankQuestion(category);
    this.#change([...this.set, question]);
    this.select(question.id);
  }

  update(question: EditedQuestion): void {
    this.#change(replaced(this.set, question));
  }

  remove(id: number): void {
    const place = this.set.findIndex((question) => question.id === id);
    const question = this.set[place];
    if (question === undefined) return;
    this.#change(without(this.set, id));
    this.removed = isUntouched(question) ? null : { question, place };
    this.select((this.set[place] ?? this.set[place - 1])?.id ?? null);
  }

  restore(): void {
    if (this.removed === null) return;
    const { question, place } = this.removed;
    this.#change(inserted(this.set, place, question));
    this.removed = null;
    this.select(question.id);
  }

  move(id: number, place: number): void {
    this.#change(moved(this.set, id, place));
  }

  duplicate(id: number): void {
    const place = this.set.findIndex((question) => question.id === id);
    const [copy] = editedFrom(nativeSetOf(this.set.slice(place, place + 1)));
    if (copy === undefined || this.room <= 0) return;
    this.#change(inserted(this.set, place + 1, copy));
    this.select(copy.id);
  }

  shuffle(id: number): void {
    const question = this.set.find((other) => other.id === id);
    if (question !== undefined) this.update(shuffledOptions(question));
  }

  shuffleAll(): void {
    this.#change(this.set.map((question) => shuffledOptions(question)));
  }

  // `instead` of all there are, or after them. A question not yet written makes room.
  import(questions: readonly HostQuestion[], instead: boolean): void {
    const kept = instead ? [] : this.set.filter((question) => !isUntouched(question));
    const imported = editedFrom(questions);
    this.#change([...kept, ...imported]);
    this.select(imported[0]?.id ?? null);
  }

  // Forgets all changes.
  discard(): void {
    this.set = editedFrom(this.uploaded);
    this.#changed = false;
    this.removed = null;
    this.select(this.set[0]?.id ?? null);
    this.save();
  }

  save(): void {
    this.credentials.keepEditorDraft(this.code, this.#changed ? this.set : null);
  }

  // The set was uploaded: there is no draft of it any more.
  done(): void {
    this.#changed = false;
    this.save();
  }

  #change(set: EditedSet): void {
    this.set = set;
    this.removed = null;
    this.#changed = true;
  }
}
