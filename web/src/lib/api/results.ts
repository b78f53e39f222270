// A finished speedrun's results as a file. The reporter may need a moment: 202 means wait.
import { answerOf, refusalOf, request } from './http';
import { failed, succeeded, type Outcome } from './outcome';

export type ResultsFormat = 'json' | 'csv';

const mediaTypes = { json: 'application/json', csv: 'text/csv' } as const;
const pollMs = 1_500;
const attempts = 80;

export async function fetchResults(
  code: string,
  token: string,
  format: ResultsFormat,
): Promise<Outcome<Blob>> {
  for (let attempt = 0; attempt < attempts; ++attempt) {
    const response = await request(`/speedruns/${encodeURIComponent(code)}/results`, {
      headers: { Authorization: `Bearer ${token}`, Accept: mediaTypes[format] },
    });
    if (response === null) return failed('network');
    if (response.status !== 202) {
      return response.ok ? readBlob(response) : refusalOf(await answerOf(response));
    }
    const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    await pause(Number.isNaN(seconds) ? pollMs : seconds * 1_000);
  }
  return failed('results_pending');
}

// The body can break off after the headers have come.
async function readBlob(response: Response): Promise<Outcome<Blob>> {
  try {
    return succeeded(await response.blob());
  } catch {
    return failed('network');
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
