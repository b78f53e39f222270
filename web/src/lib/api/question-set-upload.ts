// Uploading a question set. XMLHttpRequest, because fetch tells no progress of what it sends.
import { fieldProblems, readObject, refusalOf } from './http';
import { failed, succeeded, type FieldProblem, type Outcome } from './outcome';

export interface Upload {
  readonly warnings: readonly FieldProblem[];
}

// The server's bound is on the whole request body; the form around the file takes some of it.
export const maxBodyBytes = 1_024 * 1_024;
const formBytes = 512;

export function uploadQuestionSet(
  file: File,
  token: string,
  onProgress: (part: number) => void,
): Promise<Outcome<Upload>> {
  // The server would say the same, but only after the whole file has travelled.
  if (file.size + formBytes > maxBodyBytes) return Promise.resolve(failed('too_large'));
  const form = new FormData();
  form.append('file', file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/question-set-upload');
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(outcomeOf(request));
    request.onerror = request.onabort = request.ontimeout = () => resolve(failed('network'));
    request.send(form);
  });
}

function outcomeOf(request: XMLHttpRequest): Outcome<Upload> {
  const { status, responseText: body } = request;
  if (status !== 201) {
    return refusalOf({ status, body, retryAfter: request.getResponseHeader('Retry-After') });
  }
  return succeeded({ warnings: fieldProblems(readObject(body)['warnings']) });
}
