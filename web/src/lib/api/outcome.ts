// What a call to the server came to. A refusal is a normal outcome, not an exception.

export interface FieldProblem {
  readonly question: number; // 1-based; 0 for the set as a whole.
  readonly field: string;
  readonly message: string;
}

export interface Problem {
  // Of the server's problem+json, or one of ours: `network` (no answer), `unreadable` (no sense).
  readonly code: string;
  readonly detail: string;
  readonly retryAfterSecs: number | null;
  readonly problems: readonly FieldProblem[];
}

export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

export const succeeded = <Value>(value: Value): Outcome<Value> => ({ ok: true, value });

export function failed(code: string, details: Partial<Problem> = {}): Outcome<never> {
  const problem = { code, detail: '', retryAfterSecs: null, problems: [], ...details };
  return { ok: false, problem };
}
