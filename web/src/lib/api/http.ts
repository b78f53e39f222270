// HTTP answers as outcomes: reads problem+json (RFC 9457) and survives whatever a proxy says
// instead.
import { failed, type FieldProblem, type Outcome } from './outcome';

// What reading an answer needs, whether fetch or XMLHttpRequest brought it.
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
}

export type Json = Record<string, unknown>;

export async function request(path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, { ...init, cache: 'no-store' });
  } catch {
    return null;
  }
}

export async function answerOf(response: Response): Promise<Answer> {
  const body = await response.text().catch(() => '');
  return { status: response.status, body, retryAfter: response.headers.get('Retry-After') };
}

export function readObject(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : {};
  } catch {
    return {};
  }
}

// For an answer that is no success.
export function refusalOf({ status, body, retryAfter }: Answer): Outcome<never> {
  const problem = readObject(body);
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  return failed(textOf(problem['code']) || codeOfStatus(status), {
    detail: textOf(problem['detail']) || textOf(problem['title']),
    retryAfterSecs: Number.isNaN(seconds) ? null : seconds,
    problems: fieldProblems(problem['problems']),
  });
}

export function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown) => {
    if (typeof item === 'string') return { question: 0, field: '', message: item };
    const { question, field, message } = item as Json;
    return {
      question: typeof question === 'number' ? question : 0,
      field: textOf(field),
      message: textOf(message),
    };
  });
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

// Proxies refuse in their own words; the status still tells what happened.
function codeOfStatus(status: number): string {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 413:
      return 'too_large';
    case 429:
      return 'rate_limited';
    default:
      return status >= 500 ? 'unavailable' : 'unreadable';
  }
}
