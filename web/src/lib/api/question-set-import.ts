// What the server makes of a file or of pasted text: nothing is kept there.
import type { HostQuestion } from '$lib/protocol/packets';
import { answerOf, readObject, refusalOf, request, textOf, type Json } from './http';
import { failed, succeeded, type Outcome } from './outcome';
import { maxBodyBytes } from './question-set-upload';

export interface ImportRemark {
  readonly code: string; // Empty for the native format's.
  readonly question: number; // In the file, from 1; 0 for the file as a whole.
  readonly line: number; // 0 where there are none.
  readonly skipped: boolean;
  readonly field: string;
  readonly message: string;
  readonly excerpt: string;
}

export interface ImportedSet {
  readonly format: string;
  readonly questions: readonly HostQuestion[];
  readonly skipped: number;
  readonly remarks: readonly ImportRemark[];
}

const formBytes = 512;

// Whether a file is to be uploaded as it is: the other formats are looked at first.
export const looksNative = (text: string) =>
  /^\uFEFF?\s*\[\s*[^a-z]/i.test(text) && !text.includes('"correct_answer"');

export async function importQuestionSet(file: File, token: string): Promise<Outcome<ImportedSet>> {
  if (file.size + formBytes > maxBodyBytes) return failed('too_large');
  const body = new FormData();
  body.append('file', file);
  const headers = { Authorization: `Bearer ${token}` };
  const response = await request('/question-set-upload?preview=1', {
    method: 'POST',
    headers,
    body,
  });
  if (response === null) return failed('network');
  const answer = await answerOf(response);
  if (answer.status !== 200) return refusalOf(answer);
  const { format, questions, skipped, warnings } = readObject(answer.body);
  if (!Array.isArray(questions)) return failed('unreadable');
  return succeeded({
    format: textOf(format),
    questions: questions as HostQuestion[],
    skipped: numberOf(skipped),
    remarks: Array.isArray(warnings) ? warnings.map(remarkOf) : [],
  });
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);

function remarkOf(value: unknown): ImportRemark {
  const { code, question, line, skipped, field, message, excerpt } = value as Json;
  return {
    code: textOf(code),
    question: numberOf(question),
    line: numberOf(line),
    skipped: skipped === true,
    field: textOf(field),
    message: textOf(message),
    excerpt: textOf(excerpt),
  };
}
