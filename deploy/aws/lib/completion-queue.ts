// The completion queue: one job for each finished speedrun; a job that cannot be done ends among
// the dead letters and blocks nobody.
import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class CompletionQueue extends Construct {
  static readonly maxAttempts = 5;

  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, workTimeout: Duration) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      fifo: true,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    // First in, first out for its de-duplication: every instance that sees a speedrun finish
    // enqueues the same job. Each speedrun is a message group of its own.
    this.queue = new Queue(this, 'Jobs', {
      fifo: true,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Six times the worker's timeout, as Lambda asks for, so that its own retries fit.
      visibilityTimeout: Duration.seconds(6 * workTimeout.toSeconds()),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: CompletionQueue.maxAttempts },
    });
  }
}
