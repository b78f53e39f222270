// A server that speaks SQS, in memory, on the loopback address if no other is named:
// node sqs.js PORT [ADDRESS]
import { buildApp } from 'fauxqs';

const [, , port, host = '127.0.0.1'] = process.argv;
const app = buildApp({ logger: false });
await app.listen({ port: Number(port), host });
