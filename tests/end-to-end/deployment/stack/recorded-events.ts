// Events as AWS hands them to functions, recorded; a test puts in what is its own.
import { readFileSync } from 'node:fs';
import { form } from '../../support/http';

const recorded = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../data/lambda/${name}.json`, import.meta.url), 'utf8'));

// What the load balancer makes of an upload, with changes to its members.
export function uploadEvent(
  token: string | undefined,
  file: Buffer | string,
  changes: Readonly<Record<string, unknown>> = {},
): any {
  const event = recorded('alb-upload');
  const { contentType, body } = form(file);
  const headers = event.multiValueHeaders;
  headers['content-type'] = [contentType];
  headers['content-length'] = [String(body.length)];
  if (token === undefined) delete headers.authorization;
  else headers.authorization = [`Bearer ${token}`];
  return { ...event, body: body.toString('base64'), isBase64Encoded: true, ...changes };
}

// How much larger than the file an upload's body is.
export const formOverhead = form('').body.length;

// A batch of three: the given job, one of a speedrun that nobody knows, and one that is no job.
export function jobsEvent(speedrun: string): { event: any; unknown: string; poison: string } {
  const event = recorded('sqs-batch');
  const [first, second, third] = event.Records;
  first.body = speedrun;
  return { event, unknown: second.messageId, poison: third.messageId };
}
