// A server that speaks SQS, in memory, on the loopback address only: node sqs.js PORT
import { buildApp } from 'fauxqs';

const app = buildApp({ logger: false });
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
