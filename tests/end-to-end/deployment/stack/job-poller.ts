// Lambda's poller of the completion queue: gives jobs to the reporter, with the rights of the
// reporter's role, and takes from the queue what it does not name as failed.
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { setTimeout as delay } from 'node:timers/promises';
import type { LambdaFunction } from './function';
import type { Template } from './template';

export class JobPoller {
  // Batches and what the reporter answered.
  readonly answers: any[] = [];
  private stopped = false;
  private readonly polling: Promise<void>;

  constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
    private readonly batchSize: number,
    private readonly reporter: LambdaFunction,
  ) {
    this.polling = this.poll();
  }

  static of(template: Template, client: SQSClient, reporter: LambdaFunction): JobPoller {
    const { EventSourceArn, BatchSize } = template.one(
      'AWS::Lambda::EventSourceMapping',
    ).properties;
    const [queue] = EventSourceArn['Fn::GetAtt'];
    return new JobPoller(client, template.resolve({ Ref: queue }), BatchSize, reporter);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.polling;
  }

  private async poll(): Promise<void> {
    while (!this.stopped) {
      const { Messages = [] } = await this.client.send(
        new ReceiveMessageCommand({
          QueueUrl: this.queueUrl,
          MaxNumberOfMessages: this.batchSize,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length > 0) await this.report(Messages);
      else await delay(100);
    }
  }

  private async report(messages: Message[]): Promise<void> {
    const answer = await this.reporter.invoke({ Records: messages.map(recordOf) });
    this.answers.push(answer);
    const failed = answer.batchItemFailures.map((it: any) => it.itemIdentifier);
    for (const { MessageId, ReceiptHandle } of messages)
      if (!failed.includes(MessageId))
        await this.client.send(
          new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }),
        );
  }
}

const recordOf = (message: Message) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes,
  messageAttributes: {},
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
});
