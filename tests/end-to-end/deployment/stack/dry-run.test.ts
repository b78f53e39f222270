// The whole stack, as the template has it: same variables, same rights, same routes. What is not here
// are AWS's own machines.
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { setTimeout as delay } from 'node:timers/promises';
import { Clients } from '../../support/clients';
import { call } from '../../support/http';
import { questionSet } from '../../support/question-sets';
import { binary } from '../../support/server-process';
import { formOverhead, jobsEvent } from './recorded-events';
import { Stack, Stand } from './stand';
import { testUploads } from './uploads';

let stand: Stand;
let stack: Stack;
let clients: Clients;
let played: string; // A speedrun that is over.

beforeAll(async () => {
  stand = await Stand.start(inject('assembly'));
  stack = await Stack.start(stand);
  clients = new Clients(stack.loadBalancer.url);
});

afterAll(async () => {
  clients?.dispose();
  await stack?.stop();
  await stand?.stop();
});

test('no process is given a variable that the program does not know', () => {
  const help = execFileSync(binary(), ['--help']).toString();
  const known = new Set([...help.matchAll(/\(Env:(MC_SPEEDRUN_\w+)\)/g)].map(([, name]) => name));
  const given = [
    ...stack.allTasks.flatMap(({ definition }) => [
      ...definition.Environment,
      ...definition.Secrets,
    ]),
    ...stand.template
      .all('AWS::Lambda::Function')
      .filter(({ properties }) => properties.Runtime === 'provided.al2023')
      .flatMap(({ properties }) => Object.keys(properties.Environment.Variables))
      .map((name) => ({ Name: name.replace(/_SECRET$/, '') })),
  ].map(({ Name }) => Name as string);
  expect(known.size).toBeGreaterThan(20);
  const ours = given.filter((name) => name !== 'AWS_REGION');
  expect(ours.filter((name) => !known.has(name))).toEqual([]);
});

test('a speedrun is played, over all tasks, and its results are kept', async () => {
  const { host, participants } = await clients.race(['Ada', 'Bob', 'Cyd', 'Dan']);
  for (const participant of participants) await participant.playOn();
  await host.next('BROADCAST-QUIZ-FINISHED');
  for (const { url } of stack.ofRole('speed-run')) {
    const { text } = await call(url, '/metrics');
    expect(Number(/^mcs_websocket_messages_received (\d+)/m.exec(text)![1])).toBeGreaterThan(0);
  }
  const results = (await host.finalResults()).json();
  expect(results.participants.map(({ name }: any) => name).sort()).toEqual([
    'Ada',
    'Bob',
    'Cyd',
    'Dan',
  ]);
  played = host.quizId;

  const { id, properties } = stand.template.one('AWS::DynamoDB::Table');
  const [partition] = properties.KeySchema;
  const { Items = [] } = await new DynamoDBClient(stand.aws.as()).send(
    new QueryCommand({
      TableName: id,
      KeyConditionExpression: '#key = :code',
      ExpressionAttributeNames: { '#key': partition.AttributeName },
      ExpressionAttributeValues: { ':code': { S: host.quizId } },
    }),
  );
  expect(JSON.stringify(Items)).toContain('Ada');
});

test('its job is done, and no job is left or dead', async () => {
  expect(stack.poller.answers).toContainEqual({ batchItemFailures: [] });
  const client = new SQSClient(stand.aws.as());
  const waiting = async () => {
    const counts = stand.template.all('AWS::SQS::Queue').map(async ({ id }) => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: stand.template.resolve({ Ref: id }),
          AttributeNames: ['All'],
        }),
      );
      return (
        Number(Attributes!['ApproximateNumberOfMessages']) +
        Number(Attributes!['ApproximateNumberOfMessagesNotVisible'])
      );
    });
    return (await Promise.all(counts)).reduce((sum, count) => sum + count);
  };
  while ((await waiting()) > 0) await delay(50);
});

test('a batch names the jobs that are not done, and does the others, again if need be', async () => {
  const { event, unknown, poison } = jobsEvent(played);
  const [, reporter] = stack.functions;
  expect(await reporter!.invoke(event)).toEqual({
    batchItemFailures: [{ itemIdentifier: unknown }, { itemIdentifier: poison }],
  });
});

test('uploads of a megabyte reach the function', async () => {
  const host = await clients.host();
  const set = JSON.stringify(questionSet(1)).padEnd(1024 * 1024 - formOverhead);
  expect((await host.upload(set)).status).toBe(201);
});

describe('the question-set-loader', () => testUploads(() => ({ stand, stack })));

test('every speed-run task publishes the metric that it is scaled by', async () => {
  const { CustomizedMetricSpecification: wanted } = stand.template.one(
    'AWS::ApplicationAutoScaling::ScalingPolicy',
    ({ TargetTrackingScalingPolicyConfiguration: it }) => it.CustomizedMetricSpecification,
  ).properties.TargetTrackingScalingPolicyConfiguration;
  const [dimension] = wanted.Dimensions;
  for (const { process } of stack.ofRole('speed-run')) {
    const published = () => process.log.split('\n').filter((line) => line.includes('"_aws"'));
    while (published().length === 0) await delay(100);
    const line = JSON.parse(published()[0]!);
    const [directive] = line._aws.CloudWatchMetrics;
    expect(directive.Namespace).toBe(wanted.Namespace);
    expect(directive.Dimensions).toEqual([[dimension.Name]]);
    expect(line[dimension.Name]).toBe(dimension.Value);
    expect(directive.Metrics.map(({ Name }: any) => Name)).toContain(wanted.MetricName);
    expect(line[wanted.MetricName]).toBeTypeOf('number');
  }
});

test('tasks that are stopped drain in time, and participants play on', async () => {
  const { host, participants } = await clients.race(['Ada', 'Bob', 'Cyd', 'Dan'], {
    duration: 600,
  });
  for (const participant of participants)
    await participant.answer((await participant.ask(0)).questionIndex, [0]);
  const [leaving, ...staying] = stack.ofRole('speed-run');
  const { code, seconds } = await leaving!.stop();
  expect([code, seconds < leaving!.definition.StopTimeout]).toEqual([0, true]);
  console.log(`a speed-run task drained in ${seconds.toFixed(2)} s`);
  const service = [...stack.tasks].find(([, tasks]) => tasks.includes(leaving!))![0];
  (stack.tasks as Map<string, unknown>).set(service, staying);

  const left = [host, ...participants].filter(({ connection }) => !connection.isOpen);
  expect(left.length).toBeGreaterThan(0);
  for (const client of left) {
    expect((await client.connection.closed()).code).toBe(1012);
    expect((await client.connect()).phase).toBe('running');
  }
  for (const participant of participants) expect(await participant.playOn()).toHaveLength(2);
  await host.next('BROADCAST-QUIZ-FINISHED');
  for (const task of [...staying, ...stack.ofRole('sign-on')])
    expect((await task.stop()).code).toBe(0);
});
