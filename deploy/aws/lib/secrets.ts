// What must be kept secret: the key that signs tokens and the password of the speed-run state.
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

export class Secrets extends Construct {
  readonly tokenKey: Secret;
  readonly redisPassword: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Letters and digits only: 64 of them have 380 bits, and no URL or shell spoils them.
    const generateSecretString = { passwordLength: 64, excludePunctuation: true };
    this.tokenKey = new Secret(this, 'TokenKey', {
      description:
        'Signs access tokens of mc-speedrun (HS256): keys separated by spaces, the first signs',
      generateSecretString,
    });
    this.redisPassword = new Secret(this, 'RedisPassword', {
      description: 'AUTH token of the speed-run state of mc-speedrun',
      generateSecretString,
    });
  }
}
